import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { ClockedTask } from '../clock';

/** Grant working time, or below zero take some. */
export function useAdjust(task: ClockedTask) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { seconds: number; reason: string }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/sla/adjust/', {
          params: { path: { task_id: String(task.task_id) } },
          body: { ...body, version: task.version },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
