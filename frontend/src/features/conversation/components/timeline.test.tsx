import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import type { Comment } from '../api/comment';
import { Timeline } from './timeline';

const COMMENT = 'api/messaging/api/comments/70/';
const MARIA = 11;

function commentBy(userId: number, facts: Partial<Comment> = {}): Comment {
  return {
    id: 70,
    seq: 1,
    ticket_id: 'HD-1',
    user_id: userId,
    username: 'maria.reyes',
    full_name: 'Maria Reyes',
    text: 'The soket is dead',
    visibility: 'internal',
    created_at: '2026-11-21T10:00:00Z',
    edited_at: null,
    deleted_at: null,
    mentioned: [],
    attachments: [],
    ...facts,
  } as unknown as Comment;
}

let server: FakeServer;

function show(comment: Comment, path = '/') {
  renderScreen(
    <>
      <Notifications />
      <Timeline comments={[comment]} events={[]} filter="all" showVisibility />
    </>,
    { path },
  );
}

async function choose(act: string) {
  await userEvent.click(
    screen.getByRole('button', { name: 'More about the comment by Maria Reyes' }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: act }));
}

beforeEach(() => {
  server = startFakeServer();
});

it('lets writers mend their comment where it stands', async () => {
  let sent: unknown;
  server.on(`PATCH /${COMMENT}`, async (request) => {
    sent = await request.json();
    return commentBy(MARIA, { text: 'The socket is dead' });
  });
  show(commentBy(MARIA));

  await choose('Edit');
  const field = await screen.findByRole('textbox', { name: 'Text of the comment' });
  await userEvent.clear(field);
  await userEvent.type(field, 'The socket is dead{Control>}{Enter}{/Control}');

  await vi.waitFor(() => expect(field).not.toBeInTheDocument());
  expect(sent).toEqual({ text: 'The socket is dead' });
});

it('takes a comment back after saying what goes', async () => {
  server.on(`DELETE /${COMMENT}`, () => new Response(null, { status: 204 }));
  show(commentBy(MARIA));

  await choose('Delete…');
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/text and files go for everybody/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete it' }));

  await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(server.asked).toEqual([`DELETE /${COMMENT}`]);
});

it('offers only the link of what somebody else wrote, and nothing of what is gone', async () => {
  show(commentBy(12));

  await userEvent.click(screen.getByRole('button', { name: /More about the comment/ }));

  const items = await screen.findAllByRole('menuitem');
  expect(items.map((item) => item.textContent)).toEqual(['Copy a link to it']);
});

it('lights the comment that the address leads to', () => {
  show(commentBy(12), '/tasks/450#comment-70');

  const text = screen.getByText('The soket is dead');
  expect(text.closest('[data-linked]')).not.toBeNull();
});
