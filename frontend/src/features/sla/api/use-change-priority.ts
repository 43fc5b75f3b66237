import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { ClockedTask, Priority } from '../clock';

export function useChangePriority(task: ClockedTask) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { priority: Priority; reason: string }) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/priority/', {
          params: { path: { task_id: String(task.task_id) } },
          body: { ...body, version: task.version },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
