import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** How somebody is called; undefined for whoever is not there any more. */
export function usePersonName(id: number): string | undefined {
  const person = useQuery({
    queryKey: ['people', 'name', id],
    queryFn: () =>
      unwrap(authService.GET('/api/v1/users/{user_id}/', { params: { path: { user_id: id } } })),
    staleTime: Infinity,
    // An id without a name is readable too.
    retry: false,
  });
  return person.data?.full_name;
}
