import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { authService, unwrap } from './client';

const MOST = 20;

function fetchFound(search: string) {
  const query = { page_size: MOST, ordering: ['full_name' as const], ...(search && { search }) };
  return unwrap(authService.GET('/api/v1/users/', { params: { query } }));
}

/** For choosing somebody: the one chosen, and the first people whose name contains what is typed. */
export function useFoundPeople(chosenId: number | null) {
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['people', 'found', search],
    queryFn: () => fetchFound(search),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ['people', 'person', chosenId],
    queryFn:
      chosenId === null
        ? skipToken
        : () =>
            unwrap(
              authService.GET('/api/v1/users/{user_id}/', {
                params: { path: { user_id: chosenId } },
              }),
            ),
  });
  const others = found.data?.results.filter(({ id }) => id !== chosenId) ?? [];
  return { people: chosen.data ? [chosen.data, ...others] : others, onSearch: setSearch };
}
