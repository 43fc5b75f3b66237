import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { sessionKeys } from './keys';

/** What there is besides a password: the organisation's provider, registering oneself. */
export function useSignInOptions() {
  return useQuery({
    queryKey: sessionKeys.options,
    queryFn: () => unwrap(authService.GET('/token/options/')),
    staleTime: Infinity,
  });
}
