import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Prove the address of a registration with the token of the link sent to it. */
export function useVerifyEmail(token: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(authService.POST('/api/v1/hdts/employees/verify-email/', { body: { token } })),
  });
}
