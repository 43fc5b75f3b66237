import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { InboxFilter } from '../inbox-filter';

export const taskKeys = {
  all: WORK_CHANGED,
  lists: [...WORK_CHANGED, 'list'] as const,
  list: (filter: InboxFilter) => [...WORK_CHANGED, 'list', filter] as const,
  count: (filter: InboxFilter) => [...WORK_CHANGED, 'count', filter] as const,
  one: (id: string) => [...WORK_CHANGED, 'one', id] as const,
  detail: (id: string) => [...WORK_CHANGED, 'one', id, 'detail'] as const,
  actions: (id: string) => [...WORK_CHANGED, 'one', id, 'actions'] as const,
  history: (id: string) => [...WORK_CHANGED, 'one', id, 'history'] as const,
  sla: (id: string) => [...WORK_CHANGED, 'one', id, 'sla'] as const,
  explanation: (id: string) => [...WORK_CHANGED, 'one', id, 'explanation'] as const,
  ofTicket: (number: string) => [...WORK_CHANGED, 'ticket', number] as const,
};
