import { SESSION } from '@/shared/lib/session';

/** Below the session, so that whoever signs in next does not see it. */
export const profileKeys = { own: [SESSION, 'profile'] as const };
