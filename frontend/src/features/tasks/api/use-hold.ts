import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { taskKeys } from './keys';

type Hold = components['schemas']['HoldInputRequest'];

/** Stop work on a task, and its clock where the reason says so. */
export function useHold(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: Hold) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/hold/', { params: { path: { task_id: id } }, body }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
