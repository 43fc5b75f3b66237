import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { NewInvitation } from '../invitations';
import { invitationKeys } from './keys';

const pathOf = (id: number) => ({ params: { path: { invitation_id: id } } });

/** Mail somebody a link to an account with roles. */
export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewInvitation) => unwrap(authService.POST('/api/v1/invitations/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}

/** Mail a new link; the old one stops working. */
export function useResend(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(authService.POST('/api/v1/invitations/{invitation_id}/resend/', pathOf(id))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}

/** Take the invitation back. */
export function useRevokeInvitation(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(authService.DELETE('/api/v1/invitations/{invitation_id}/', pathOf(id))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationKeys.all }),
  });
}
