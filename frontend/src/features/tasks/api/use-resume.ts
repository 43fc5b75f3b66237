import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** Let a task that is on hold go on. */
export function useResume(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { version: number }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/resume/', {
          params: { path: { task_id: id } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
