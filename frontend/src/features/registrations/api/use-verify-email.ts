import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Prove the address of a registration with the token of the link sent to it, and its password. */
export function useVerifyEmail(token: string) {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(
        authService.POST('/api/v1/hdts/employees/verify-email/', { body: { token, password } }),
      ),
  });
}
