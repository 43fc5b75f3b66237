import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { SESSION } from '@/shared/lib/session';

interface NewAddress {
  email: string;
  password: string;
}

/** Have a link mailed to a new address; following it makes the address one's own. */
export function useNewAddress() {
  return useMutation({
    mutationFn: (body: NewAddress) => unwrap(authService.POST('/api/v1/users/me/email/', { body })),
  });
}

export function useConfirmAddress(token: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(authService.POST('/api/v1/users/email/confirm/', { body: { token } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [SESSION] }),
  });
}
