import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeLetter } from '@/test/make-letter';
import { MARIA, renderScreen } from '@/test/render';

import { LetterView } from './letter-view';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const AUDITOR = { ...MARIA, roles: [{ system: 'TTS', role: 'Auditor' }] };
const LETTER = '/api/ticket/dead-letters/7';

let server: FakeServer;

function show({ letter = makeLetter(), session = ADMIN } = {}) {
  return renderScreen(
    <>
      <Notifications />
      <LetterView service="ticket" letter={letter} />
    </>,
    { session },
  );
}

const refusal =
  (status: number, error: string, details: object[] = []) =>
  () =>
    Response.json({ error, code: 'X', details }, { status });

beforeEach(() => {
  server = startFakeServer();
});

it('shows what the message is, what is wrong with it and what was done', () => {
  const at = new Date().toISOString();
  const diff = [{ field: 'assigned_to', before: null, after: 1 }];
  const history = [{ at, actor_name: 'Ada', action: 'assigned' as const, diff }];
  show({ letter: makeLetter({ history }) });

  expect(screen.getByText('The sender broke the contract.')).toBeInTheDocument();
  expect(screen.getByText('payload.priority: is required')).toBeInTheDocument();
  expect(screen.getByText(/Assigned by Ada/)).toBeInTheDocument();
  expect(screen.getByText('assigned_to: null → 1')).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Payload' })).toHaveTextContent('"token": "***"');
  expect(screen.getByRole('button', { name: 'Copy the correlation id' })).toBeInTheDocument();
});

it('lets an auditor only read', () => {
  show({ session: AUDITOR });

  expect(screen.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
  expect(screen.getByText('Only an Admin can act on failed work.')).toBeInTheDocument();
});

it('sends a message again', async () => {
  server.on(`POST ${LETTER}/retry/`, makeLetter({ state: 'retried' }));
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Message 7 was sent again.')).toBeInTheDocument();
});

it('gives the reason when somebody was faster', async () => {
  server.on(`POST ${LETTER}/retry/`, refusal(409, 'Its replay is on its way'));
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Its replay is on its way')).toBeInTheDocument();
});

it('names the fields that a correction leaves wrong and keeps the text', async () => {
  const sent: unknown[] = [];
  const refuse = refusal(400, 'Validation failed', [
    { field: 'kwargs.payload', message: "'priority' is a required property" },
  ]);
  server.on(`POST ${LETTER}/edit-and-retry/`, async (request) => {
    sent.push(await request.json());
    return refuse();
  });
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Edit and retry…' }));
  const dialog = await screen.findByRole('dialog');
  const payload = within(dialog).getByLabelText('Payload');
  fireEvent.change(payload, { target: { value: '{"payload": {}}' } });
  await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Sender forgot it');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Edit and retry' }));

  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    "kwargs.payload: 'priority' is a required property",
  );
  expect(sent).toEqual([{ kwargs: { payload: {} }, reason: 'Sender forgot it' }]);
  expect(payload).toHaveValue('{"payload": {}}');
});

it('does not send what is no JSON', async () => {
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Edit and retry…' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('Payload'), { target: { value: '{"payload"' } });

  expect(within(dialog).getByText(/This is not valid JSON/)).toBeInTheDocument();
  expect(within(dialog).getByRole('button', { name: 'Edit and retry' })).toBeDisabled();
});
