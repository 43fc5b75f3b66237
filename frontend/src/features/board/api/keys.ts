import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { Move } from '../board';

export const boardKeys = {
  roles: ['team-roles'] as const,
  of: (role: string) => [...WORK_CHANGED, 'board', role] as const,
  effect: ({ card, to }: Move, role: string) =>
    [...WORK_CHANGED, 'effect', card.item_id, card.version, to?.userId ?? role] as const,
  plan: (userId: number) => [...WORK_CHANGED, 'plan', userId] as const,
  turns: (role: string, cause: string) => [...WORK_CHANGED, 'turns', role, cause] as const,
};
