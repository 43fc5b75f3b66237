import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Have a code mailed to whom the organisation's provider has vouched for. */
export function useMailOpenIdCode() {
  return useMutation({ mutationFn: () => unwrap(authService.POST('/token/openid/code/')) });
}

/** Have a code for signing in mailed to whoever knows the password. */
export function useMailCode(username: string) {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(authService.POST('/token/code/', { body: { username, password } })),
  });
}
