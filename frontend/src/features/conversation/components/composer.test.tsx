import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { Composer } from './composer';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './mention-picker';

const DRAFT = '/api/messaging/api/drafts/HD-1/';
const COMMENTS = 'POST /api/messaging/api/comments/';
const NOTHING = {
  ticket_id: 'HD-1',
  text: '',
  visibility: 'internal',
  mentions: [],
  saved_at: null,
};

let server: FakeServer;
let sent: Record<string, unknown>[];

function show(seenSeq = 3) {
  return renderScreen(
    <Composer
      ticket="HD-1"
      audience="choose"
      typing={[]}
      onTyping={vi.fn()}
      seenSeq={seenSeq}
      people={{
        known: [
          { id: 12, name: 'Zoë Lind', reach: 'will_see' },
          { id: 13, name: 'Ana Cruz', reach: 'requester' },
          { id: 14, name: 'Ben Okafor', reach: 'cannot' },
        ],
        found: [12, 13, 14],
        onSearch: vi.fn(),
      }}
    />,
  );
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>('New comment');

beforeEach(() => {
  sent = [];
  server = startFakeServer();
  server.on(`GET ${DRAFT}`, NOTHING);
  server.on(`PUT ${DRAFT}`, async (request: Request) => ({
    ...NOTHING,
    ...((await request.json()) as object),
    saved_at: '2026-11-21T10:00:00Z',
  }));
  server.on(COMMENTS, async (request: Request) => {
    sent.push((await request.json()) as Record<string, unknown>);
    return Response.json({ id: 1, seq: 4, user_id: 11 }, { status: 201 });
  });
});

it('brings back what was begun elsewhere', async () => {
  server.on(`GET ${DRAFT}`, { ...NOTHING, text: 'I think it', saved_at: '2026-11-21T10:00:00Z' });
  show();

  await waitFor(async () => expect((await field()).value).toBe('I think it'));
});

it('does not write over somebody who was faster than their draft', async () => {
  let answer: (draft: object) => void = () => undefined;
  server.on(`GET ${DRAFT}`, () => new Promise<object>((resolve) => (answer = resolve)));
  show();
  await userEvent.type(await field(), 'New words');

  answer({ ...NOTHING, text: 'Old words', saved_at: '2026-11-21T10:00:00Z' });

  await waitFor(async () => expect((await field()).value).toBe('New words'));
});

it('says what the writer had seen when they began, and whom they address', async () => {
  show(3);
  await userEvent.type(await field(), 'Done');
  await userEvent.click(screen.getByRole('combobox', { name: 'Mention colleagues' }));
  await userEvent.click(await screen.findByRole('option', { name: /Zoë Lind/, hidden: true }));
  await userEvent.click(screen.getByRole('button', { name: /^Send/ }));

  await waitFor(async () => expect((await field()).value).toBe(''));
  expect(sent).toEqual([
    expect.objectContaining({ text: 'Done', seen_seq: 3, mentions: [12], ticket_id: 'HD-1' }),
  ]);
});

it('says before sending whom a mention would reach, and offers what fits', async () => {
  show(3);
  await userEvent.click(screen.getByRole('combobox', { name: 'Mention colleagues' }));
  const options = { hidden: true };
  const cannot = await screen.findByRole('option', { name: /Ben Okafor/, ...options });
  expect(cannot).toHaveTextContent('cannot see this ticket');
  expect(cannot).toHaveAttribute('data-combobox-disabled');

  await userEvent.click(screen.getByRole('option', { name: /Zoë Lind/, ...options }));
  expect(screen.getByText(/Zoë Lind does not see this ticket yet/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('option', { name: /Ana Cruz/, ...options }));

  expect(screen.getByRole('radio', { name: /requester/i })).toBeChecked();
  expect(screen.queryByText(/Ana Cruz does not/)).not.toBeInTheDocument();
});

it('holds an answer back until the others are read, or it is sent all the same', async () => {
  const details = [{ field: 'seen_seq', message: 'Bob: Do not reboot it!' }];
  server.on(COMMENTS, () => refusal(409, 'UNSEEN_COMMENTS', '1 new', details));
  show();
  await userEvent.type(await field(), 'Rebooting');
  await userEvent.click(screen.getByRole('button', { name: /^Send/ }));

  expect(await screen.findByText('Bob: Do not reboot it!')).toBeInTheDocument();
  expect((await field()).value).toBe('Rebooting');
  server.on(COMMENTS, async (request: Request) => {
    sent.push((await request.json()) as Record<string, unknown>);
    return Response.json({ id: 1, seq: 5, user_id: 11 }, { status: 201 });
  });
  await userEvent.click(screen.getByRole('button', { name: 'Send it anyway' }));

  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).not.toHaveProperty('seen_seq');
});

it('keeps the text when it cannot be sent, and says why', async () => {
  server.on(COMMENTS, () =>
    refusal(400, 'VALIDATION_ERROR', 'Validation failed', [
      { field: 'mentions', message: 'cannot see this ticket: [12]' },
    ]),
  );
  show();
  await userEvent.type(await field(), 'Look');
  await userEvent.click(screen.getByRole('button', { name: /^Send/ }));

  expect(await screen.findByRole('alert')).toHaveTextContent('cannot see this ticket');
  expect((await field()).value).toBe('Look');
});

it('keeps what was typed while the comment was on its way', async () => {
  let answer: () => void = () => undefined;
  server.on(
    COMMENTS,
    () =>
      new Promise<Response>((resolve) => {
        answer = () => resolve(Response.json({ id: 1, seq: 4, user_id: 11 }, { status: 201 }));
      }),
  );
  show();
  await userEvent.type(await field(), 'First thought');
  await userEvent.click(screen.getByRole('button', { name: /^Send/ }));
  await userEvent.type(await field(), ' and another');

  answer();

  await waitFor(async () => expect((await field()).value).toBe('and another'));
});
