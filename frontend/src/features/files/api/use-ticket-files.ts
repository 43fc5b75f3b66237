import { useQuery, useQueryClient } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { fileKeys } from './keys';

/** The files of a ticket, the links that came with it, and whether this person may add some. */
export function useTicketFiles(number: string) {
  return useQuery({
    queryKey: fileKeys.ofTicket(number),
    queryFn: () =>
      unwrap(ticketService.GET('/tickets/{number}/attachments/', { params: { path: { number } } })),
  });
}

/** Ask for a ticket's files again. */
export function useRefreshFiles(number: string): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries({ queryKey: fileKeys.ofTicket(number) });
}
