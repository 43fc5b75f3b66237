import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

const PAGE_SIZE = 100;

/** The names of all roles, for those who may choose any of them. */
export function useRoleNames(enabled: boolean) {
  return useQuery({
    queryKey: ['macros', 'roles'],
    queryFn: async () => {
      const roles = await everyPage((page) =>
        unwrap(
          workflowService.GET('/roles/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      );
      return roles.map(({ name }) => name);
    },
    enabled,
  });
}
