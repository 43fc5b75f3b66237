import { unwrap, workflowService } from '@/api/client';

import type { InboxFilter, View } from '../inbox-filter';
import type { Task } from '../task';

interface TaskPage {
  count: number;
  next?: string | null;
  results: Task[];
}

const OPEN = ['pending', 'in_progress', 'pending_external', 'on_hold'] as const;
const OVER = ['completed', 'closed', 'rejected', 'cancelled'] as const;

/** One page of a view of the inbox; soonest deadline first, of finished work the newest. */
export async function fetchTasks(
  filter: InboxFilter,
  page: number,
  pageSize: number,
): Promise<TaskPage> {
  const query = {
    page,
    page_size: pageSize,
    ...(filter.search && { search: filter.search }),
    ...(filter.priority && { priority: [filter.priority] }),
  };
  const answer =
    filter.view === 'mine'
      ? workflowService.GET('/tasks/my-tasks/', { params: { query } })
      : workflowService.GET('/tasks/', { params: { query: { ...query, ...ofView(filter.view) } } });
  return (await unwrap(answer)) as TaskPage;
}

function ofView(view: Exclude<View, 'mine'>) {
  const bySoonest = { ordering: ['sla_deadline' as const] };
  switch (view) {
    case 'unassigned':
      return { ...bySoonest, unassigned: true };
    case 'at_risk':
    case 'breached':
      return { ...bySoonest, sla_state: [view], status: [...OPEN] };
    case 'all':
      return { ...bySoonest, status: [...OPEN] };
    case 'done':
      return { status: [...OVER] };
  }
}
