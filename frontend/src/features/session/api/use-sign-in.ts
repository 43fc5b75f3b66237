import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { sessionKeys } from './keys';

export interface Credentials {
  username: string;
  password: string;
  otp?: string;
}

/** Answers recovery codes when the sign-in ended the set-up of a second factor. */
export function useSignIn() {
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      unwrap(
        authService.POST('/token/', { params: { query: { cookie: true } }, body: credentials }),
      ),
  });
}

/** Ends a sign-in that the organisation's provider has vouched for; nothing to begin with. */
export function useFinishOpenId() {
  return useMutation({
    mutationFn: (otp: string | null) =>
      unwrap(
        authService.POST('/token/openid/second-factor/', { body: otp === null ? {} : { otp } }),
      ),
  });
}

/** Take notice that somebody has signed in. */
export function useEnter() {
  const queryClient = useQueryClient();
  return () => queryClient.resetQueries({ queryKey: sessionKeys.me });
}
