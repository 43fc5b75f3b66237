import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { ClockedTask, Priority } from '../clock';
import { clockKeys } from './keys';

/** How another priority would move the due time; nothing is written. */
export function usePriorityEffect(task: ClockedTask, priority: Priority | null) {
  return useQuery({
    queryKey: clockKeys.priority(task.task_id, priority ?? '', task.version),
    queryFn: () =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/priority/', {
          params: { path: { task_id: String(task.task_id) }, query: { dry_run: true } },
          body: { priority: priority as Priority, reason: '?', version: task.version },
        }),
      ),
    enabled: priority !== null,
    retry: false,
  });
}
