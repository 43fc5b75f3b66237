import type { paths } from '@/api/workflow';
import { unwrap, workflowService } from '@/api/client';

import type { Task } from '../task';

export interface TaskPage {
  count: number;
  next?: string | null;
  results: Task[];
}

type TaskQuery = NonNullable<paths['/tasks/']['get']['parameters']['query']>;

/** One page of the tasks that a query finds; its values are as they are in an address. */
export async function fetchTasks(
  query: Record<string, string>,
  page: number,
  pageSize: number,
): Promise<TaskPage> {
  const asked = { ...query, page, page_size: pageSize } as TaskQuery;
  return (await unwrap(workflowService.GET('/tasks/', { params: { query: asked } }))) as TaskPage;
}
