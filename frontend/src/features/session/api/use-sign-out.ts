import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { forgetSession } from '../forget-session';

export function useSignOut() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => unwrap(authService.POST('/logout/')),
    onSuccess: () => forgetSession(queryClient),
  });
}
