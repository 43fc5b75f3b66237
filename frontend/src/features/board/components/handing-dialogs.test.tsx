import { Notifications, notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import type { Effect, HandedTask } from '../board';
import { EscalateDialog } from './escalate-dialog';
import { TransferDialog } from './transfer-dialog';

const TRANSFER = 'POST /api/workflow/tasks/450/transfer/';
const ESCALATE = 'POST /api/workflow/tasks/450/escalate/';
const TASK: HandedTask = {
  ...makeTask(),
  steps: [{ key: 'verify', role: 'IT Support' }],
  approvals: null,
};
const EFFECT: Effect = {
  task_id: 450,
  version: 3,
  role: 'IT Support',
  receiver: {
    user_id: 12,
    name: 'Tomas Novak',
    load: { open: 4, at_risk: 1, breached: 0 },
    away: 'off shift until Monday',
    away_until: null,
  },
  why: 'asked',
  sla_state: 'ok',
  sla_deadline: null,
  step_deadline: null,
  remaining_seconds: null,
};
const FASTER = {
  error: 'Omar Haddad was faster: Put on hold',
  code: 'CONFLICT',
  details: [{ field: 'version', message: 'Omar Haddad: Put on hold' }],
};

let server: FakeServer;
const close = vi.fn();

function listOf(...results: object[]) {
  return { count: results.length, next: null, results };
}

function role(id: number, name: string) {
  return { id, name, system: 'TTS', description: '', is_active: true, active_members: 2 };
}

function member(id: number, name: string) {
  const turn = { assigned_at: '2026-01-01T00:00:00Z', last_turn_at: null, turn_no: 0 };
  return { user_id: id, username: `user${id}`, full_name: name, is_active: true, ...turn };
}

/** Answers a dry run with the effect, and the act itself as `act` says. */
function answering(act: (body: unknown) => unknown) {
  return async (request: Request) =>
    request.url.includes('dry_run=true') ? EFFECT : act(await request.json());
}

async function show(dialog: ReactNode) {
  renderScreen(
    <>
      <Notifications />
      {dialog}
    </>,
  );
  return within(await screen.findByRole('dialog'));
}

async function choose(name: string) {
  await userEvent.click(await screen.findByRole('combobox', { name: /To/ }));
  await userEvent.click(await screen.findByRole('option', { name, hidden: true }));
}

beforeEach(() => {
  notifications.clean();
  close.mockClear();
  server = startFakeServer();
  server.on('GET /api/workflow/roles/', listOf(role(1, 'IT Support'), role(2, 'Admin')));
  server.on(
    'GET /api/workflow/roles/1/members/',
    listOf(member(11, 'Maria Reyes'), member(12, 'Tomas Novak')),
  );
});

it('hands work to a colleague after showing what that means', async () => {
  const sent: unknown[] = [];
  server.on(
    TRANSFER,
    answering((body) => {
      sent.push(body);
      return makeTask({ assigned_user_name: 'Tomas Novak' });
    }),
  );
  const dialog = await show(<TransferDialog task={TASK} onClose={close} />);

  await choose('Tomas Novak (IT Support)');
  expect(await dialog.findByText('4 open, 1 at risk, 0 breached')).toBeVisible();
  expect(dialog.getByText('Not there now: off shift until Monday')).toBeVisible();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Knows the house');
  await userEvent.click(dialog.getByRole('button', { name: 'Hand on' }));

  expect(await screen.findByText('T-450 went to Tomas Novak.')).toBeVisible();
  expect(sent).toEqual([{ to_user: 12, reason: 'Knows the house', version: 3 }]);
  expect(close).toHaveBeenCalledOnce();
});

it('takes a transfer back from its notice', async () => {
  server.on(
    TRANSFER,
    answering(() => makeTask({ assigned_user_name: 'Tomas Novak' })),
  );
  server.on(`${TRANSFER}undo/`, makeTask({ assigned_user_name: 'Maria Reyes' }));
  const dialog = await show(<TransferDialog task={TASK} onClose={close} />);
  await choose('Tomas Novak (IT Support)');
  await userEvent.type(dialog.getByLabelText(/Reason/), 'No');
  await userEvent.click(dialog.getByRole('button', { name: 'Hand on' }));

  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

  expect(await screen.findByText('T-450 is back with Maria Reyes.')).toBeVisible();
});

it('offers roles that do work, and everybody of the role but its holder', async () => {
  server.on(TRANSFER, EFFECT);
  await show(<TransferDialog task={TASK} onClose={close} />);

  await choose('IT Support');
  await userEvent.clear(screen.getByRole('combobox', { name: /To/ }));

  const offered = screen.getAllByRole('option', { hidden: true }).map((each) => each.textContent);
  expect(offered).toEqual(['Tomas Novak (IT Support)', 'IT Support']);
});

it('says who was faster and keeps the reason', async () => {
  server.on(
    TRANSFER,
    answering(() => Response.json(FASTER, { status: 409 })),
  );
  const dialog = await show(<TransferDialog task={TASK} onClose={close} />);

  await choose('IT Support');
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Too much to do');
  await userEvent.click(dialog.getByRole('button', { name: 'Hand on' }));

  expect(await dialog.findByRole('alert')).toHaveTextContent('Omar Haddad was faster');
  expect(dialog.getByLabelText(/Reason/)).toHaveValue('Too much to do');
  expect(close).not.toHaveBeenCalled();
});

it('escalates to whom it said it would', async () => {
  const sent: unknown[] = [];
  server.on(
    ESCALATE,
    answering((body) => {
      sent.push(body);
      return makeTask();
    }),
  );
  const dialog = await show(<EscalateDialog task={TASK} onClose={close} />);

  expect(await dialog.findByText('Tomas Novak')).toBeVisible();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Stuck since Monday');
  await userEvent.click(dialog.getByRole('button', { name: 'Escalate' }));

  expect(await screen.findByText('T-450 went up to Tomas Novak.')).toBeVisible();
  expect(sent).toEqual([{ reason: 'Stuck since Monday', version: 3 }]);
});

it('says why work cannot go up, and does not send it', async () => {
  const refusal = { error: 'Nobody in Manager can take it now', code: 'CONFLICT', details: [] };
  server.on(ESCALATE, () => Response.json(refusal, { status: 409 }));
  const dialog = await show(<EscalateDialog task={TASK} onClose={close} />);

  expect(await dialog.findByText('Nobody in Manager can take it now')).toBeVisible();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Stuck');
  expect(dialog.getByRole('button', { name: 'Escalate' })).toBeDisabled();
});

it('asks whose vote is meant where several people have one', async () => {
  const sent: unknown[] = [];
  server.on(
    ESCALATE,
    answering((body) => {
      sent.push(body);
      return makeTask();
    }),
  );
  const ballot = { by: null, at: null, notes: '', vote: 'waiting' as const };
  const approvals = {
    needed: 2,
    asked: 2,
    approved: 0,
    rejected: 0,
    ballots: [
      { ...ballot, item_id: 70, user_id: 12, name: 'Tomas Novak' },
      { ...ballot, item_id: 71, user_id: 13, name: 'Ines Costa' },
    ],
  };
  const dialog = await show(<EscalateDialog task={{ ...TASK, approvals }} onClose={close} />);

  await userEvent.selectOptions(dialog.getByLabelText('Whose work'), 'Ines Costa');
  await userEvent.type(dialog.getByLabelText(/Reason/), 'On leave');
  await userEvent.click(dialog.getByRole('button', { name: 'Escalate' }));

  expect(sent).toEqual([{ reason: 'On leave', version: 3, item_id: 71 }]);
});
