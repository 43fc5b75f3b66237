import { useInfiniteQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { PeopleFilter } from '../people';
import { peopleKeys } from './keys';

const PAGE_SIZE = 50;

function queryOf({ search, role, state }: PeopleFilter) {
  return {
    ...(search && { search }),
    ...(role && { role }),
    ...(state && { is_active: state === 'active' }),
  };
}

/** People by name, page after page. */
export function usePeople(filter: PeopleFilter) {
  return useInfiniteQuery({
    queryKey: peopleKeys.list(filter),
    queryFn: ({ pageParam: page }) =>
      unwrap(
        authService.GET('/api/v1/users/', {
          params: {
            query: { page, page_size: PAGE_SIZE, ordering: ['full_name'], ...queryOf(filter) },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}
