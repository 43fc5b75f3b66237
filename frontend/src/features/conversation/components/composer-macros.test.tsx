import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { Composer } from './composer';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './mention-picker';

const DRAFT = '/api/messaging/api/drafts/HD-1/';
const COMMENTS = 'POST /api/messaging/api/comments/';
const EMPTY = { ticket_id: 'HD-1', text: '', visibility: 'internal', mentions: [], saved_at: null };
// A draft is kept a moment after the last key.
const LATER = { timeout: 4_000 };
const REPLY = 'Hello Ana, which serial number is it?';

let server: FakeServer;
let kept: Record<string, unknown>[];

/** The composer as the screen of a ticket uses it: a macro of one reply runs at once. */
function Ticket() {
  const [opened, setOpened] = useState(0);
  const [brought, setBrought] = useState<string | null>(null);
  return (
    <>
      <output>{opened}</output>
      <button onClick={() => setBrought(REPLY)}>Run</button>
      <Composer
        ticket="HD-1"
        audience="choose"
        typing={[]}
        onTyping={() => undefined}
        seenSeq={3}
        onMacros={() => setOpened((times) => times + 1)}
        brought={brought}
        onTaken={() => setBrought(null)}
      />
    </>
  );
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>('New comment');
const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }));

beforeEach(() => {
  kept = [];
  server = startFakeServer();
  server.on(`GET ${DRAFT}`, EMPTY);
  server.on(`PUT ${DRAFT}`, async (request: Request) => {
    kept.push((await request.json()) as Record<string, unknown>);
    return { ...EMPTY, ...kept.at(-1), saved_at: '2026-11-21T10:00:00Z' };
  });
});

it('puts the text of a macro behind a half-written reply, and sends neither', async () => {
  renderScreen(<Ticket />);
  await userEvent.type(await field(), 'Half of');

  await run();

  expect((await field()).value).toBe(`Half of\n\n${REPLY}`);
  expect(await field()).toHaveFocus();
  await waitFor(() => expect(kept.at(-1)?.text).toBe(`Half of\n\n${REPLY}`), LATER);
  expect(server.asked).not.toContain(COMMENTS);
});

it('leaves whom a half-written comment is for as its writer chose', async () => {
  renderScreen(<Ticket />);
  await userEvent.type(await field(), 'Us');
  await run();

  expect(screen.getByRole('radio', { name: 'Internal' })).toBeChecked();
});

it('waits for what was begun elsewhere and stays behind it', async () => {
  let answer: (draft: object) => void = () => undefined;
  server.on(`GET ${DRAFT}`, () => new Promise<object>((resolve) => (answer = resolve)));
  renderScreen(<Ticket />);
  await field();
  await run();
  expect((await field()).value).toBe('');

  answer({ ...EMPTY, text: 'Begun at home', saved_at: '2026-11-21T10:00:00Z' });

  await waitFor(async () => expect((await field()).value).toBe(`Begun at home\n\n${REPLY}`));
});

it('opens the macros by a slash in a new line, and takes the slash away when one ran', async () => {
  renderScreen(<Ticket />);
  await userEvent.type(await field(), 'See a/b{Enter}/');
  expect(screen.getByRole('status')).toHaveTextContent('1');

  await run();

  expect((await field()).value).toBe(`See a/b\n\n${REPLY}`);
});

it('leaves a slash that something was written behind', async () => {
  renderScreen(<Ticket />);
  await userEvent.type(await field(), '/etc');

  await run();

  expect((await field()).value).toBe(`/etc\n\n${REPLY}`);
});
