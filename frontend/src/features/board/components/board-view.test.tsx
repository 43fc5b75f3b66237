import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { MARIA, renderScreen } from '@/test/render';

import type { BoardPerson, Card, Effect } from '../board';
import { BoardView } from './board-view';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './away-dialog';
import './move-dialog';

const COORDINATOR = { ...MARIA, id: 4, roles: [{ system: 'TTS', role: 'Ticket Coordinator' }] };
const AUDITOR = { ...COORDINATOR, roles: [{ system: 'TTS', role: 'Auditor' }] };
const TRANSFER = 'POST /api/workflow/tasks/7/transfer/';

function makeCard(facts: Partial<Card> = {}): Card {
  return {
    task_id: 7,
    number: 'T-7',
    ticket_number: 'HD-7',
    title: 'No network',
    priority: 'high',
    step_name: 'Diagnose',
    sla_state: 'ok',
    sla_deadline: new Date(Date.now() + 7_200_000).toISOString(),
    first_touch_until: null,
    version: 3,
    item_id: 70,
    may_transfer: true,
    ...facts,
  };
}

function makePerson(facts: Partial<BoardPerson> = {}): BoardPerson {
  return {
    user_id: 11,
    name: 'Maria Reyes',
    presence: {
      on_shift: true,
      away: '',
      away_until: null,
      leave_starts_at: null,
      leave_ends_at: null,
    },
    turn: 2,
    owed_turns: 0,
    open: 1,
    at_risk: 0,
    breached: 0,
    received: 1,
    done: 2,
    passed_on: 0,
    capacity: 10,
    may_set_capacity: true,
    tasks_count: 0,
    tasks: [],
    ...facts,
  };
}

const EFFECT: Effect = {
  task_id: 7,
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
  sla_deadline: new Date(Date.now() + 7_200_000).toISOString(),
  step_deadline: null,
  remaining_seconds: 7200,
};

let server: FakeServer;

function show(session = COORDINATOR) {
  return renderScreen(
    <>
      <Notifications />
      <BoardView role="IT Support" />
    </>,
    { session },
  );
}

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/workflow/board/', {
    role: 'IT Support',
    since: new Date().toISOString(),
    capacity: 10,
    gaps: [
      {
        starts_at: new Date(Date.now() + 3_600_000).toISOString(),
        ends_at: new Date(Date.now() + 7_200_000).toISOString(),
      },
    ],
    people: [
      makePerson({ tasks: [makeCard()], tasks_count: 1 }),
      makePerson({ user_id: 12, name: 'Tomas Novak', turn: 1, open: 4, at_risk: 1 }),
    ],
    unassigned: { tasks_count: 0, tasks: [] },
  });
});

async function chooseTomas(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: 'Hand on T-7' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Tomas Novak' }));
  return within(await screen.findByRole('dialog', { name: 'Hand T-7 to Tomas Novak' }));
}

it('says who is there, how much each has, who is next, and when nobody will be', async () => {
  show();

  const tomas = within(await screen.findByRole('region', { name: 'Tomas Novak' }));
  expect(tomas.getByText('Next in turn')).toBeVisible();
  expect(tomas.getByRole('img', { name: '4 of 10 open items' })).toBeVisible();
  expect(tomas.getByText('1 at risk')).toBeVisible();
  expect(screen.getByText('Nobody of IT Support will be there')).toBeVisible();
});

it('lets those who may say how much somebody can do, and shows who was faster', async () => {
  const user = userEvent.setup();
  const sent: unknown[] = [];
  server.on('PUT /api/workflow/board/people/12/capacity/', async (request: Request) => {
    sent.push(await request.json());
    const faster = { error: 'The capacity was changed: Ada set it to 5', code: 'CONFLICT' };
    return Response.json(faster, { status: 409 });
  });
  show();

  const tomas = within(await screen.findByRole('region', { name: 'Tomas Novak' }));
  await user.click(tomas.getByRole('button', { name: 'How much Tomas Novak can do at a time' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.clear(dialog.getByLabelText('Open items'));
  await user.click(dialog.getByRole('button', { name: 'Save' }));

  expect(await dialog.findByRole('alert')).toHaveTextContent('Ada set it to 5');
  expect(sent).toEqual([{ capacity: null, seen: 10 }]);
});

it('shows what handing on means before it happens, and offers the way back after', async () => {
  const user = userEvent.setup();
  const sent: unknown[] = [];
  server.on(TRANSFER, async (request: Request) => {
    if (request.url.includes('dry_run=true')) return EFFECT;
    sent.push(await request.json());
    return makeTask({ assigned_user_name: sent.length === 1 ? 'Tomas Novak' : 'Maria Reyes' });
  });
  show();

  const dialog = await chooseTomas(user);
  expect(await dialog.findByText('4 open, 1 at risk, 0 breached')).toBeVisible();
  expect(dialog.getByText('Not there now: off shift until Monday')).toBeVisible();
  await user.type(dialog.getByLabelText(/Reason/), 'Knows the house');
  await user.click(dialog.getByRole('button', { name: 'Hand on' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));

  expect(await screen.findByText('T-7 is back with Maria Reyes.')).toBeVisible();
  expect(sent).toEqual([
    { to_user: 12, reason: 'Knows the house', version: 3, item_id: 70 },
    { to_user: 11, reason: 'Undone: handed on by mistake', version: 3 },
  ]);
});

it('says who was faster', async () => {
  const user = userEvent.setup();
  server.on(TRANSFER, (request: Request) =>
    request.url.includes('dry_run=true')
      ? EFFECT
      : Response.json(
          { error: 'Omar was faster: Diagnose went from Maria to Ida', code: 'CONFLICT' },
          { status: 409 },
        ),
  );
  show();

  const dialog = await chooseTomas(user);
  await user.type(dialog.getByLabelText(/Reason/), 'Knows the house');
  await user.click(dialog.getByRole('button', { name: 'Hand on' }));

  expect(await dialog.findByText(/Omar was faster/)).toBeVisible();
});

it('lets one change the plan of a hand-over, carries it out and takes it back', async () => {
  const user = userEvent.setup();
  const colleague = {
    user_id: 12,
    name: 'Tomas Novak',
    role: 'IT Support',
    open_items: 4,
    away: '',
  };
  const line = { title: 'No network', priority: 'high', version: 3, step_name: 'Diagnose' };
  const proposal = { ...line, role: 'IT Support', sla_state: 'ok', sla_deadline: null };
  const proposed = { to_user: 12, to_name: 'Tomas Novak', why: 'has not had a turn yet' };
  const handed = {
    id: 5,
    user_id: 11,
    reason: 'Leave',
    by_name: 'Omar',
    at: new Date().toISOString(),
    undo_until: new Date(Date.now() + 900_000).toISOString(),
    undone_at: null,
  };
  const result = { task_id: 7, number: 'T-7', title: 'No network' };
  const sent: unknown[] = [];
  server.on('POST /api/workflow/assignments/hand-over/preview/', {
    user_id: 11,
    items: [
      { ...proposal, ...proposed, task_id: 7, number: 'T-7' },
      { ...proposal, ...proposed, task_id: 8, number: 'T-8' },
    ],
    colleagues: [colleague],
    left_out: 0,
  });
  server.on('POST /api/workflow/assignments/hand-over/', async (request: Request) => {
    sent.push(await request.json());
    return { ...handed, items: [{ ...result, outcome: 'handed_over', detail: 'Tomas Novak' }] };
  });
  server.on('POST /api/workflow/assignments/hand-over/5/undo/', {
    ...handed,
    undone_at: new Date().toISOString(),
    items: [{ ...result, outcome: 'undone', detail: '' }],
  });
  show();

  await user.click(
    await screen.findByRole('button', { name: /Hand over the work of Maria Reyes/ }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('combobox', { name: 'New owner of T-8' }));
  await user.click(await screen.findByRole('option', { name: 'Stays with Maria Reyes' }));
  await user.type(dialog.getByLabelText(/Reason/), 'Leave');
  await user.click(dialog.getByRole('button', { name: 'Hand over 1 task' }));
  expect(await dialog.findByText('Went to Tomas Novak')).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Undo all that nobody has begun' }));

  expect(await dialog.findByText('Back where it was')).toBeVisible();
  expect(sent).toEqual([
    { user_id: 11, reason: 'Leave', plan: [{ task_id: 7, version: 3, to_user: 12 }] },
  ]);
});

it('lets an auditor look but not plan', async () => {
  show(AUDITOR);

  await screen.findByRole('region', { name: 'Maria Reyes' });

  expect(screen.queryByRole('button', { name: /Hand over the work/ })).toBeNull();
});
