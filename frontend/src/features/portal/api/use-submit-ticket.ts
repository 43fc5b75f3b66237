import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { portalKeys } from './keys';

export interface NewTicket {
  title: string;
  description: string;
  category: string;
  sub_category: string;
  priority: 'low' | 'medium' | 'high' | 'urgent';
}

interface Submission {
  ticket: NewTicket;
  /** The same for every attempt, so that a ticket is created once. */
  key: string;
}

export function useSubmitTicket() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ ticket, key }: Submission) =>
      unwrap(
        ticketService.POST('/tickets/', {
          body: { ...ticket },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: portalKeys.tickets }),
  });
}
