import { useMutation, useQueryClient } from '@tanstack/react-query';

import { messagingService, unwrap } from '@/api/client';
import { ApiError } from '@/shared/lib/api-error';

import { withComment } from '../merge';
import type { Comment, Visibility } from './comment';
import { commentKeys } from './keys';

interface NewComment {
  text: string;
  visibility: Visibility;
  mentions: number[];
  /** The same for every attempt to send this text, so that it is stored once. */
  clientId: string;
  /** The newest comment on the writer's screen; without it the text is sent whatever came since. */
  seenSeq?: number;
}

const UNSEEN = 'UNSEEN_COMMENTS';

/** Whether a comment was held back because others wrote since the writer looked. */
export function isHeldBack(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === UNSEEN;
}

export function useSendComment(ticket: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ text, visibility, mentions, clientId, seenSeq }: NewComment) =>
      unwrap(
        messagingService.POST('/api/comments/', {
          body: {
            ticket_id: ticket,
            text,
            visibility,
            client_id: clientId,
            ...(mentions.length > 0 && { mentions }),
            ...(seenSeq !== undefined && { seen_seq: seenSeq }),
          },
        }),
      ),
    onSuccess: (comment) =>
      queryClient.setQueryData<Comment[]>(
        commentKeys.ofTicket(ticket),
        (known) => known && withComment(known, comment),
      ),
    onError: (error) => {
      // What held it back may not have come by the stream, for instance after a lost connection.
      if (isHeldBack(error)) {
        void queryClient.invalidateQueries({ queryKey: commentKeys.ofTicket(ticket) });
      }
    },
  });
}
