import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { secondFactorKeys } from './keys';

/** How one's own sign-in is protected. */
export function useSecondFactor() {
  return useQuery({
    queryKey: secondFactorKeys.standing,
    queryFn: () => unwrap(authService.GET('/api/v1/users/2fa/')),
  });
}
