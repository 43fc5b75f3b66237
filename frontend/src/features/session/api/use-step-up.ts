import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

export type Proof = { otp: string } | { password: string };

/** Prove again who one is; the proof is kept in the session's cookie. */
export function useStepUp() {
  return useMutation({
    mutationFn: async (proof: Proof) => {
      // Renews an access token that ran out meanwhile: a 401 of the next call is about the proof.
      await unwrap(authService.GET('/api/v1/users/2fa/'));
      return unwrap(
        authService.POST('/token/step-up/', { params: { query: { cookie: true } }, body: proof }),
      );
    },
  });
}
