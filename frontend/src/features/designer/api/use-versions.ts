import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

const PAGE_SIZE = 100;

/** The published versions, newest first. */
export function useVersions(id: string) {
  return useQuery({
    queryKey: designerKeys.versions(id),
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/workflows/{workflow_id}/versions/', {
            params: { ...ofWorkflow(id), query: { page, page_size: PAGE_SIZE } },
          }),
        ),
      ),
  });
}
