import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { useStream } from '@/api/use-stream';
import { loadAnew } from '@/shared/lib/load-anew';
import type { Frame } from '@/shared/lib/socket/resumable-stream';

import { withComment } from '../merge';
import type { Comment } from './comment';
import { commentKeys } from './keys';

export interface PersonHere {
  user_id: number;
  username: string;
  full_name: string;
}

const TYPING_SHOWN_MS = 5_000;
const TYPING_TOLD_EVERY_MS = 3_000;

/** Follow the conversation of a ticket: comments as they come, who is here, who is writing. */
export function useCommentStream(ticket: string) {
  const queryClient = useQueryClient();
  const [people, setPeople] = useState<PersonHere[]>([]);
  const [typing, setTyping] = useState<Record<number, string>>({});
  const toldAt = useRef(0);
  const queryKey = commentKeys.ofTicket(ticket);

  function showTyping(frame: Frame) {
    const { user_id: id, full_name: name, username } = frame as unknown as PersonHere;
    const stops = frame.is_typing === false;
    setTyping((known) => omit(known, id, stops ? undefined : name || username));
    if (!stops) setTimeout(() => setTyping((known) => omit(known, id)), TYPING_SHOWN_MS);
  }

  const { status, send } = useStream(`/ws/comments/${encodeURIComponent(ticket)}/`, {
    onEvent: (frame) => {
      const comment = frame.comment as Comment | undefined;
      if (!comment) return;
      setTyping((known) => omit(known, comment.user_id));
      queryClient.setQueryData<Comment[]>(
        queryKey,
        (known) => known && withComment(known, comment),
      );
      if (queryClient.isFetching({ queryKey }) > 0) void loadAnew(queryClient, queryKey);
    },
    onSignal: (frame) => {
      if (frame.type === 'presence') setPeople((frame.users ?? []) as PersonHere[]);
      if (frame.type === 'typing') showTyping(frame);
    },
    onResync: () => void loadAnew(queryClient, queryKey),
  });

  function tellTyping() {
    if (Date.now() - toldAt.current < TYPING_TOLD_EVERY_MS) return;
    toldAt.current = Date.now();
    send({ type: 'typing', is_typing: true });
  }

  return { status, people, typing: Object.values(typing), tellTyping };
}

/** `known` without the entry of `id`, or with another in its place. */
function omit(
  known: Record<number, string>,
  id: number,
  replacement?: string,
): Record<number, string> {
  const others = Object.entries(known).filter(([key]) => Number(key) !== id);
  return Object.fromEntries(replacement === undefined ? others : [...others, [id, replacement]]);
}
