import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { TaskDetail } from '../task';
import { taskKeys } from './keys';

/** One task. */
export function useTask(id: string) {
  return useQuery({
    queryKey: taskKeys.detail(id),
    queryFn: async () =>
      (await unwrap(
        workflowService.GET('/tasks/{task_id}/', { params: { path: { task_id: id } } }),
      )) as TaskDetail,
  });
}
