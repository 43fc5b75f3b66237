import { useEffect, useRef } from 'react';

import type { Comment } from './api/comment';
import { useMarkRead, useReadMarker } from './api/use-read-marker';

const READ_AFTER_MS = 1_500;

/** The newest comment, by its place among those this person may read. */
export function newestSeq(comments: Comment[]): number {
  return comments.reduce((newest, comment) => Math.max(newest, comment.seq), 0);
}

/** The first comment of somebody else after `seq`: what is new begins there. */
export function firstUnread(comments: Comment[], seq: number, self: number): Comment | null {
  return (
    comments.find(
      (comment) => comment.seq > seq && comment.user_id !== self && !comment.deleted_at,
    ) ?? null
  );
}

/**
 * What was unread when the person came, and, once it has been on their screen for a moment, the
 * word to the service that they have read it. A window in the background reads nothing.
 */
export function useReading(ticket: string, comments: Comment[] | undefined, self: number) {
  const marker = useReadMarker(ticket);
  const { mutate } = useMarkRead(ticket);
  const told = useRef(0);
  const newest = comments ? newestSeq(comments) : 0;
  const seen = marker.data?.last_seq;

  useEffect(() => {
    if (seen === undefined || newest <= Math.max(told.current, seen)) return;
    const timer = window.setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      window.clearInterval(timer);
      told.current = newest;
      mutate(newest);
    }, READ_AFTER_MS);
    return () => window.clearInterval(timer);
  }, [mutate, newest, seen]);

  return comments && seen !== undefined ? firstUnread(comments, seen, self) : null;
}
