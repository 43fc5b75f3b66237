import { VIEW_COUNTS, WORK_CHANGED } from '@/shared/lib/work-changed';

export const taskKeys = {
  all: WORK_CHANGED,
  lists: [...WORK_CHANGED, 'list'] as const,
  list: (query: Record<string, string>) => [...WORK_CHANGED, 'list', query] as const,
  counts: VIEW_COUNTS,
  one: (id: string) => [...WORK_CHANGED, 'one', id] as const,
  detail: (id: string) => [...WORK_CHANGED, 'one', id, 'detail'] as const,
  actions: (id: string) => [...WORK_CHANGED, 'one', id, 'actions'] as const,
  history: (id: string) => [...WORK_CHANGED, 'one', id, 'history'] as const,
  explanation: (id: string) => [...WORK_CHANGED, 'one', id, 'explanation'] as const,
  checklist: (id: string) => [...WORK_CHANGED, 'one', id, 'checklist'] as const,
  move: (id: string, step: string, version: number) =>
    [...WORK_CHANGED, 'one', id, 'move', step, version] as const,
  following: (id: string) => [...WORK_CHANGED, 'one', id, 'following'] as const,
  ofTicket: (number: string) => [...WORK_CHANGED, 'ticket', number] as const,
};

/** Acts of this scope wait for each other, so that one does not make the next one stale. */
export const inTurn = (id: string) => ({ id: `task-${id}` });
