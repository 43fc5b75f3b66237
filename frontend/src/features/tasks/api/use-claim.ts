import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** Take a task nobody has. */
export function useClaim(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { version: number }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/claim/', {
          params: { path: { task_id: id } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
