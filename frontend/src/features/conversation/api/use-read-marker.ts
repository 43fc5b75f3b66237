import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { messagingService, unwrap } from '@/api/client';
import { DIGESTS } from '@/api/use-digests';

import { commentKeys } from './keys';

const of = (ticket: string) => ({ params: { path: { ticket_id: ticket } } });

/** How far this person had read the comments when they came; it stays while they are here. */
export function useReadMarker(ticket: string) {
  return useQuery({
    queryKey: commentKeys.marker(ticket),
    queryFn: () => unwrap(messagingService.GET('/api/read-markers/{ticket_id}/', of(ticket))),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

/** Say that everything up to a comment was read. */
export function useMarkRead(ticket: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (seq: number) =>
      unwrap(
        messagingService.PUT('/api/read-markers/{ticket_id}/', {
          ...of(ticket),
          body: { last_seq: seq },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [DIGESTS] }),
  });
}
