import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

/** The automatic decisions about a task with their reasons. */
export function useExplanation(id: string) {
  return useQuery({
    queryKey: [...WORK_CHANGED, 'one', id, 'explanation'],
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/explain/', { params: { path: { task_id: id } } }),
      ),
  });
}
