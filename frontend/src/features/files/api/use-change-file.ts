import { useMutation, useQueryClient } from '@tanstack/react-query';

import { messagingService, ticketService, unwrap } from '@/api/client';

import type { Placed } from '../files';
import { fileKeys } from './keys';

const FILES_OF_TICKET = '/tickets/{number}/attachments/{file_id}/';
const FILES_OF_COMMENT = '/api/comments/{comment_id}/attachments/{file_id}/';

function inTicket(number: string, id: string) {
  return { params: { path: { number, file_id: id } } };
}

function inComment(comment: number, id: string) {
  return { params: { path: { comment_id: comment, file_id: id } } };
}

async function remove(placed: Placed): Promise<void> {
  const { id } = placed.file;
  await (placed.of === 'ticket'
    ? unwrap(ticketService.DELETE(FILES_OF_TICKET, inTicket(placed.number, id)))
    : unwrap(messagingService.DELETE(FILES_OF_COMMENT, inComment(placed.file.comment_id, id))));
}

async function release(placed: Placed): Promise<void> {
  const { id } = placed.file;
  await (placed.of === 'ticket'
    ? unwrap(ticketService.POST(`${FILES_OF_TICKET}release/`, inTicket(placed.number, id)))
    : unwrap(
        messagingService.POST(`${FILES_OF_COMMENT}release/`, inComment(placed.file.comment_id, id)),
      ));
}

function useChange(change: (placed: Placed) => Promise<void>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    // A comment's files come with the comment, which its stream keeps current.
    onSuccess: (_, placed) =>
      placed.of === 'ticket' &&
      queryClient.invalidateQueries({ queryKey: fileKeys.ofTicket(placed.number) }),
  });
}

export function useDeleteFile() {
  return useChange(remove);
}

/** Let a file out of quarantine. */
export function useReleaseFile() {
  return useChange(release);
}
