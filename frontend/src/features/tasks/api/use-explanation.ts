import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** The automatic decisions about a task with their reasons. */
export function useExplanation(id: string) {
  return useQuery({
    queryKey: taskKeys.explanation(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/explain/', { params: { path: { task_id: id } } }),
      ),
  });
}
