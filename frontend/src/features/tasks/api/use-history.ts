import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { taskKeys } from './keys';

const PAGE_SIZE = 100;

/** What has happened to a task, oldest first. */
export function useHistory(id: string) {
  return useQuery({
    queryKey: taskKeys.history(id),
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/tasks/{task_id}/history/', {
            params: { path: { task_id: id }, query: { page, page_size: PAGE_SIZE } },
          }),
        ),
      ),
  });
}
