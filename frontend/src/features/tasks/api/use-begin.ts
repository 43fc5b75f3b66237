import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { inTurn, taskKeys } from './keys';

/** Say that one works on a task now, so that it stays with oneself. */
export function useBegin(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    scope: inTurn(id),
    mutationFn: (body: { version: number }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/begin/', {
          params: { path: { task_id: id } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
