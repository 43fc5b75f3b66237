import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** Stop a task and its clock. */
export function useHold(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { version: number; reason: string }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/hold/', { params: { path: { task_id: id } }, body }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
