import { useInfiniteQuery } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { portalKeys } from './keys';

const OPEN_STATUSES = ['open', 'in_progress', 'pending_external', 'on_hold'] as const;
const PAGE_SIZE = 30;
const REFRESH_MS = 60_000;

/** The tickets this person asked for, newest first. */
export function useMyTickets(search: string, openOnly: boolean) {
  return useInfiniteQuery({
    queryKey: portalKeys.ticketList(search, openOnly),
    queryFn: ({ pageParam }) =>
      unwrap(
        ticketService.GET('/tickets/mine/', {
          params: {
            query: {
              page: pageParam,
              page_size: PAGE_SIZE,
              ...(search && { search }),
              ...(openOnly && { status: [...OPEN_STATUSES] }),
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
    refetchInterval: REFRESH_MS,
  });
}
