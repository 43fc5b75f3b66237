import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** What this person may do with a task now, and why other ways are closed. */
export function useActions(id: string) {
  return useQuery({
    queryKey: taskKeys.actions(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/actions/', { params: { path: { task_id: id } } }),
      ),
  });
}
