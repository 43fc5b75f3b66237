import { skipToken, useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { Question } from '../access-check';

/** What the roles of a person allow, and which of them does. */
export function useAccessCheck({ user, action }: Question) {
  const complete = user !== null && action !== null;
  return useQuery({
    queryKey: ['access-check', user, action],
    queryFn: complete
      ? () =>
          unwrap(authService.GET('/api/v1/access-check/', { params: { query: { user, action } } }))
      : skipToken,
  });
}
