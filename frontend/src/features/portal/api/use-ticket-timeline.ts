import { useQuery } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { portalKeys } from './keys';

export function useTicketTimeline(number: string) {
  return useQuery({
    queryKey: portalKeys.timeline(number),
    queryFn: () =>
      unwrap(ticketService.GET('/tickets/{number}/timeline/', { params: { path: { number } } })),
  });
}
