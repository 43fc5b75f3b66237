import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { Acceptance } from '../invitations';

/** Open the account that an invitation offers. */
export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (body: Acceptance) =>
      unwrap(authService.POST('/api/v1/invitations/accept/', { body })),
  });
}
