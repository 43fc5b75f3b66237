import type { components as Messaging } from '@/api/messaging';
import type { components as Ticket } from '@/api/ticket';

export type TicketFile = Ticket['schemas']['TicketFileOutput'];
export type CommentFile = Messaging['schemas']['CommentFileOutput'];

/** A stored file, and whose: a ticket's, or a comment's. */
export type Placed =
  { of: 'ticket'; number: string; file: TicketFile } | { of: 'comment'; file: CommentFile };

export function ticketFilesPath(number: string): string {
  return `/api/ticket/tickets/${encodeURIComponent(number)}/attachments/`;
}

export function commentFilesPath(commentId: number): string {
  return `/api/messaging/api/comments/${commentId}/attachments/`;
}

/** Where a browser finds the bytes. */
export function addressOf(placed: Placed): string {
  const folder =
    placed.of === 'ticket'
      ? ticketFilesPath(placed.number)
      : commentFilesPath(placed.file.comment_id);
  return `${folder}${placed.file.id}/`;
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** `1.5 MB` */
export function sizeOf(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), 3);
  const rounded = (bytes / 1024 ** power).toFixed(power > 1 ? 1 : 0);
  return `${rounded.replace('.0', '')} ${UNITS[power] ?? ''}`;
}
