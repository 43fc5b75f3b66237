import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

interface PasswordChange {
  current_password: string;
  new_password: string;
}

/** Change one's own password; all other sessions end. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (body: PasswordChange) => unwrap(authService.POST('/password/change/', { body })),
  });
}
