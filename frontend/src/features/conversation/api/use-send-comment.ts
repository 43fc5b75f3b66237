import { useMutation, useQueryClient } from '@tanstack/react-query';

import { messagingService, unwrap } from '@/api/client';

import { withComment } from '../merge';
import type { Comment, Visibility } from './comment';
import { commentKeys } from './keys';

interface NewComment {
  text: string;
  visibility: Visibility;
  /** The same for every attempt to send this text, so that it is stored once. */
  clientId: string;
}

export function useSendComment(ticket: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ text, visibility, clientId }: NewComment) =>
      unwrap(
        messagingService.POST('/api/comments/', {
          body: { ticket_id: ticket, text, visibility, client_id: clientId },
        }),
      ),
    onSuccess: (comment) =>
      queryClient.setQueryData<Comment[]>(
        commentKeys.ofTicket(ticket),
        (known) => known && withComment(known, comment),
      ),
  });
}
