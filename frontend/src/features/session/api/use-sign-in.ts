import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { sessionKeys } from './keys';

export interface Credentials {
  username: string;
  password: string;
  otp?: string;
}

export function useSignIn() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (credentials: Credentials) =>
      unwrap(
        authService.POST('/token/', { params: { query: { cookie: true } }, body: credentials }),
      ),
    onSuccess: () => queryClient.resetQueries({ queryKey: sessionKeys.me }),
  });
}
