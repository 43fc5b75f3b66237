import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

export type Ending = 'reopen' | 'close' | 'cancel';

interface Decision {
  version: number;
  reason: string;
  /** Where a reopened task goes on; its last step unless one is named. */
  step?: string;
}

function send(id: string, act: Ending, { step, ...body }: Decision) {
  const params = { path: { task_id: id } };
  if (act === 'close') return workflowService.POST('/tasks/{task_id}/close/', { params, body });
  if (act === 'cancel') return workflowService.POST('/tasks/{task_id}/cancel/', { params, body });
  return workflowService.POST('/tasks/{task_id}/reopen/', { params, body: { ...body, step } });
}

/** End a task, close a finished one for good, or take it up again. */
export function useEnding(id: string, act: Ending) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (decision: Decision) => unwrap(send(id, act, decision)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
