import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { authService, unwrap } from './client';

const MOST = 20;

/** The first people whose name, user name or address contains `search`. */
export function useFoundPeople(search: string) {
  return useQuery({
    queryKey: ['people', 'found', search],
    queryFn: () =>
      unwrap(
        authService.GET('/api/v1/users/', {
          params: {
            query: { page_size: MOST, ordering: ['full_name'], ...(search && { search }) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
