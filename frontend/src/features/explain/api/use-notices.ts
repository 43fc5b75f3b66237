import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

/** Who was told of a task's ticket and who was not, newest first. */
export function useNotices(id: string) {
  return useQuery({
    queryKey: [...WORK_CHANGED, 'one', id, 'notices'],
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/explain/notices/', {
          params: { path: { task_id: id } },
        }),
      ),
  });
}
