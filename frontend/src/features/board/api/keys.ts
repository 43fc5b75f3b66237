import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { Person, Work } from '../board';

export const boardKeys = {
  roles: ['team-roles'] as const,
  of: (role: string) => [...WORK_CHANGED, 'board', role] as const,
  effect: (work: Work, to: Person | null, role: string) =>
    [...WORK_CHANGED, 'effect', { ...work, to: to?.userId ?? role }] as const,
  escalation: (work: Work) => [...WORK_CHANGED, 'escalation', work] as const,
  members: (roleId: number) => ['team-roles', roleId] as const,
  plan: (userId: number) => [...WORK_CHANGED, 'plan', userId] as const,
  turns: (role: string, cause: string) => [...WORK_CHANGED, 'turns', role, cause] as const,
};
