import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

interface Move {
  transition: string;
  notes: string;
  /** What the step asks for, by name. */
  fields?: Record<string, string>;
  /** The version of the task the person decided on; a newer one is refused with 409. */
  version: number;
}

export function useTransition(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (move: Move) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/transition/', {
          params: { path: { task_id: id } },
          body: move,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
