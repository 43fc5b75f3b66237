import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { startFakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { useCommentStream } from './use-comment-stream';
import { useComments } from './use-comments';

const COMMENTS = 'GET /api/messaging/api/comments/';
const SPOKEN = { id: 7, seq: 1, text: 'Said meanwhile', user_id: 11, replies: [] };

let socket: FakeSocket;

class FakeSocket {
  static readonly OPEN = 1;
  readyState = FakeSocket.OPEN;
  onmessage: ((event: MessageEvent) => void) | null = null;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the test speaks for the server
    socket = this;
  }

  send = vi.fn();
  close = vi.fn();

  receive(frame: object) {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
}

function Conversation() {
  useCommentStream('HD-1');
  const comments = useComments('HD-1').data;
  return (
    <ul>
      {comments?.map((comment) => (
        <li key={comment.id}>{comment.text}</li>
      ))}
    </ul>
  );
}

it('keeps a comment that comes while an older answer is on its way', async () => {
  vi.stubGlobal('WebSocket', FakeSocket);
  const server = startFakeServer();
  const answers: ((results: object[]) => void)[] = [];
  server.on(
    COMMENTS,
    () =>
      new Promise((resolve) => {
        answers.push((results) => resolve({ next: null, previous: null, results }));
      }),
  );
  renderScreen(<Conversation />);
  socket.receive({ type: 'connection_established', seq: 0 });
  await waitFor(() => expect(answers.length).toBeGreaterThan(0));
  const asked = answers.length;

  socket.receive({ type: 'comment_update', seq: 1, comment: SPOKEN });
  answers.forEach((answer) => answer([]));
  await waitFor(() => expect(answers.length).toBeGreaterThan(asked));
  answers.slice(asked).forEach((answer) => answer([SPOKEN]));

  expect(await screen.findByText('Said meanwhile')).toBeVisible();
});
