import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** Put work back into the queue of its role. */
export function useRelease(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ version }: { version: number }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/release/', {
          params: { path: { task_id: id } },
          body: { version, reason: '' },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
