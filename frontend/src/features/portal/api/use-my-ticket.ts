import { useQuery } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { portalKeys } from './keys';

export function useMyTicket(number: string) {
  return useQuery({
    queryKey: portalKeys.ticket(number),
    queryFn: () =>
      unwrap(ticketService.GET('/tickets/{number}/', { params: { path: { number } } })),
  });
}
