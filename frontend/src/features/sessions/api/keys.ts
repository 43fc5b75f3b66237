import type { Owner } from '../sessions';

export const sessionsKeys = { of: (owner: Owner) => ['sessions', owner] as const };
