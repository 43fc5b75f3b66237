import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { Method } from '../second-factor';
import { secondFactorKeys } from './keys';

/** Whoever has to set a second factor up before they may sign in has only a token for that. */
function bearer(token?: string) {
  return token ? { headers: { Authorization: `Bearer ${token}` } } : {};
}

/** A secret for an authenticator app; every call makes another one, so it is asked for once. */
export function useTotpSecret(token?: string) {
  return useQuery({
    queryKey: secondFactorKeys.totpSetup,
    queryFn: () => unwrap(authService.POST('/api/v1/users/2fa/totp/', bearer(token))),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

export function useMailSetupCode(token?: string) {
  return useMutation({
    mutationFn: () => unwrap(authService.POST('/api/v1/users/2fa/email/', bearer(token))),
  });
}

/** Let a method count from now on; answers recovery codes with the first one. */
export function useConfirmMethod(method: Method) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (otp: string) =>
      unwrap(authService.POST(`/api/v1/users/2fa/${method}/confirm/`, { body: { otp } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: secondFactorKeys.standing }),
  });
}

export function useRemoveMethod(method: Method) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(authService.POST(`/api/v1/users/2fa/${method}/remove/`, { body: { password } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: secondFactorKeys.standing }),
  });
}

export function useRenewRecoveryCodes() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(authService.POST('/api/v1/users/2fa/recovery-codes/', { body: { password } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: secondFactorKeys.standing }),
  });
}
