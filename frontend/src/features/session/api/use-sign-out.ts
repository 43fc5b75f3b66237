import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { sessionKeys } from './keys';

export function useSignOut() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => unwrap(authService.POST('/logout/')),
    onSuccess: () => {
      queryClient.clear();
      queryClient.setQueryData(sessionKeys.me, null);
    },
  });
}
