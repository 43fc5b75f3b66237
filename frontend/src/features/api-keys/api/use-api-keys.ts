import { useInfiniteQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

export const API_KEYS = ['api-keys'] as const;
const PAGE_SIZE = 50;

/** Keys of other people's programs, the newest first. */
export function useApiKeys(search: string, withRevoked: boolean) {
  return useInfiniteQuery({
    queryKey: [...API_KEYS, search, withRevoked],
    queryFn: ({ pageParam: page }) =>
      unwrap(
        authService.GET('/api/v1/api-keys/', {
          params: {
            query: {
              page,
              page_size: PAGE_SIZE,
              ...(search && { search }),
              ...(!withRevoked && { revoked: false }),
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}
