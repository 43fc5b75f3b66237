import { useInfiniteQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { InvitationFilter } from '../invitations';
import { invitationKeys } from './keys';

const PAGE_SIZE = 50;

export function useInvitations(filter: InvitationFilter) {
  const { status, search } = filter;
  return useInfiniteQuery({
    queryKey: invitationKeys.list(filter),
    queryFn: ({ pageParam: page }) =>
      unwrap(
        authService.GET('/api/v1/invitations/', {
          params: {
            query: {
              page,
              page_size: PAGE_SIZE,
              ordering: ['-created_at'],
              ...(status && { status }),
              ...(search && { search }),
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}
