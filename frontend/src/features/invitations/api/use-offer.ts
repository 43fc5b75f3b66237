import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { invitationKeys } from './keys';

/** What the link of an invitation offers; looking does not use it up. */
export function useOffer(token: string) {
  return useQuery({
    queryKey: invitationKeys.offer(token),
    queryFn: () => unwrap(authService.POST('/api/v1/invitations/preview/', { body: { token } })),
    enabled: token !== '',
    staleTime: Infinity,
  });
}
