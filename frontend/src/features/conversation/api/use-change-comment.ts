import { useMutation, useQueryClient } from '@tanstack/react-query';

import { messagingService, unwrap } from '@/api/client';

import type { Comment } from './comment';
import { commentKeys } from './keys';

const at = ({ id }: Comment) => ({ params: { path: { comment_id: id } } });

/** Gives one's own comment another text; the service keeps the former one. */
export function useEditComment(comment: Comment) {
  const refresh = useRefresh(comment);
  return useMutation({
    mutationFn: (text: string) =>
      unwrap(
        messagingService.PATCH('/api/comments/{comment_id}/', { ...at(comment), body: { text } }),
      ),
    onSettled: refresh,
  });
}

/** Takes a comment's text and files away; that there was one stays visible. */
export function useDeleteComment(comment: Comment) {
  const refresh = useRefresh(comment);
  return useMutation({
    mutationFn: () => unwrap(messagingService.DELETE('/api/comments/{comment_id}/', at(comment))),
    onSettled: refresh,
  });
}

function useRefresh({ ticket_id: ticket }: Comment) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: commentKeys.ofTicket(ticket) });
}
