import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { unroutedKeys } from './keys';

/** The workflows a ticket can be routed to. */
export function useDeployedWorkflows() {
  return useQuery({
    queryKey: unroutedKeys.workflows,
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/workflows/', {
            params: { query: { status: 'deployed', page, page_size: 100 } },
          }),
        ),
      ),
  });
}
