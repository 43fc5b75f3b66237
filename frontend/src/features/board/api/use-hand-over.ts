import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { boardKeys } from './keys';

type HandOverInput = components['schemas']['HandOverInputRequest'];

/** Carry out a plan; `key` makes a repeated request one act. */
export function useHandOver(role: string, key: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: HandOverInput) =>
      unwrap(
        workflowService.POST('/assignments/hand-over/', {
          params: { header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: boardKeys.of(role) }),
  });
}

/** Take back what nobody has begun. */
export function useUndoHandOver(role: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (id: number) =>
      unwrap(
        workflowService.POST('/assignments/hand-over/{hand_over_id}/undo/', {
          params: { path: { hand_over_id: id } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: boardKeys.of(role) }),
  });
}
