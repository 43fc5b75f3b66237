import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { withWork } from '../board';
import { boardKeys } from './keys';

const PAGE_SIZE = 100;

/** The roles that work goes to. */
export function useTeamRoles() {
  return useQuery({
    queryKey: boardKeys.roles,
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/roles/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      ),
    select: withWork,
  });
}
