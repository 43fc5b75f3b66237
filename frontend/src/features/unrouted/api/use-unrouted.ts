import { useInfiniteQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { unroutedKeys } from './keys';

const PAGE_SIZE = 50;
const ASK_EVERY_MS = 15_000;

/** The waiting tickets, oldest first, page after page: those to do, or those put off. */
export function useUnrouted(search: string, snoozed: boolean) {
  return useInfiniteQuery({
    queryKey: unroutedKeys.list(search, snoozed),
    queryFn: ({ pageParam }) =>
      unwrap(
        workflowService.GET('/tickets/unrouted/', {
          params: {
            query: { page: pageParam, page_size: PAGE_SIZE, snoozed, ...(search && { search }) },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
    refetchInterval: ASK_EVERY_MS,
  });
}
