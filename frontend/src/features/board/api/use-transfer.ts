import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { receiverOf, type Person } from '../board';

interface Transfer {
  taskId: number;
  version: number;
  /** Left out: the only open work of the task. */
  itemId?: number;
  to: Person | null;
  reason: string;
}

type Task = components['schemas']['TaskDetailOutput'];

/** Hand work to a person, or to whoever of `role` has the turn. */
export function useTransfer(role: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ taskId, version, itemId, to, reason }: Transfer) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/transfer/', {
          params: { path: { task_id: String(taskId) } },
          body: { ...receiverOf(to, role), reason, version, item_id: itemId },
        }),
      ) as Promise<Task>,
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}

/** Take back one's latest transfer of a task, until its receiver has acted. */
export function useUndoTransfer() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (taskId: number) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/transfer/undo/', {
          params: { path: { task_id: String(taskId) } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
