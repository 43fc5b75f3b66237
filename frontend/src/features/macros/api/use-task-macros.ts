import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { macroKeys } from './keys';

/** The macros this person may run, as they stand with the task now. */
export function useTaskMacros(task: string) {
  return useQuery({
    queryKey: macroKeys.onTask(task),
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/macros/', { params: { path: { task_id: task } } }),
      ),
  });
}
