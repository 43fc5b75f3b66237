import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Set a new password with the token of a link. */
export function useResetPassword(token: string) {
  return useMutation({
    mutationFn: (newPassword: string) =>
      unwrap(authService.POST('/password/reset/', { body: { token, new_password: newPassword } })),
  });
}
