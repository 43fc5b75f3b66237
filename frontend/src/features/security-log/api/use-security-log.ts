import { useInfiniteQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { cursorOf, queryOf, type LogFilter } from '../security-log';

const PAGE_SIZE = 50;

/** Security-relevant acts, the newest first. */
export function useSecurityLog(filter: LogFilter) {
  return useInfiniteQuery({
    queryKey: ['security-log', filter],
    queryFn: ({ pageParam: cursor }) =>
      unwrap(
        authService.GET('/api/v1/audit/', {
          params: {
            query: { page_size: PAGE_SIZE, ...queryOf(filter), ...(cursor && { cursor }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => cursorOf(next),
  });
}
