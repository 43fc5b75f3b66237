import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { ClockedTask } from '../clock';

/** Object to a line of the ledger. */
export function useDispute(task: ClockedTask) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { segment_id: number; reason: string }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/sla/disputes/', {
          params: { path: { task_id: String(task.task_id) } },
          body: { ...body, version: task.version },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}

/** Accept or refuse what somebody objected to. */
export function useDecide(task: ClockedTask, disputeId: number) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { accepted: boolean; reason: string }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/sla/disputes/{dispute_id}/decision/', {
          params: { path: { task_id: String(task.task_id), dispute_id: disputeId } },
          body: { ...body, version: task.version },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
