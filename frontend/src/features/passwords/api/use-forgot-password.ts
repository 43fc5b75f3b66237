import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Ask for a link that resets a password; the answer is the same for everybody. */
export function useForgotPassword() {
  return useMutation({
    mutationFn: (login: string) => {
      const body = login.includes('@') ? { email: login } : { username: login };
      return unwrap(authService.POST('/password/forgot/', { body }));
    },
  });
}
