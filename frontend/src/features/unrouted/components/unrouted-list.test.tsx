import { Notifications, notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import type { UnroutedTicket } from '../unrouted';
import { UnroutedList } from './unrouted-list';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const AUDITOR = { ...MARIA, roles: [{ system: 'TTS', role: 'Auditor' }] };
const LIST = 'GET /api/workflow/tickets/unrouted/';
const ROUTE = 'POST /api/workflow/tickets/5/route/';
const listOf = (...results: object[]) => ({ count: results.length, next: null, results });

function makeWaiting(facts: Partial<UnroutedTicket> = {}): UnroutedTicket {
  return {
    id: 5,
    ticket_number: 'HD-1',
    external_id: 'HD-1',
    source_service: 'hdts',
    subject: 'Printer on fire',
    description: 'It smokes.',
    category: 'IT Support',
    sub_category: 'Printer',
    department: '',
    priority: 'high',
    requester_email: 'ana.cruz@example.com',
    submitted_at: new Date(Date.now() - 3_600_000).toISOString(),
    state: 'unrouted',
    snoozed_until: null,
    unrouted_reason: "No deployed workflow for category 'IT Support', sub-category 'Printer'",
    nearest: [
      {
        workflow_id: 2,
        name: 'IT Network Support',
        category: 'IT Support',
        sub_category: 'Network',
        department: '',
        status: 'deployed',
        obstacle: 'sub_category',
      },
    ],
    letter: { id: 9, cause: '0123456789abcdef', state: 'open', assigned_to: null },
    ...facts,
  };
}

let server: FakeServer;

function show({ session = ADMIN, search = '' } = {}) {
  return renderScreen(
    <>
      <Notifications />
      <UnroutedList search={search} />
    </>,
    { session },
  );
}

// Only a few are shown at a time; those of one test would keep back those of the next.
afterEach(() => void notifications.clean());

beforeEach(() => {
  server = startFakeServer();
  server.on(LIST, listOf(makeWaiting()));
  server.on(
    'GET /api/workflow/workflows/',
    listOf(
      { workflow_id: 1, name: 'Asset Check-in', category: 'Asset', sub_category: 'Check-in' },
      {
        workflow_id: 2,
        name: 'IT Network Support',
        category: 'IT Support',
        sub_category: 'Network',
      },
    ),
  );
});

it('says why a ticket waits, which workflow is near, and where its failed work is', async () => {
  show();

  const card = await screen.findByRole('article', { name: 'HD-1' });
  expect(card).toHaveTextContent('No deployed workflow for category');
  expect(within(card).getByRole('list', { name: 'Nearest workflows' })).toHaveTextContent(
    'IT Network Support takes IT Support › Network',
  );
  expect(within(card).getByRole('link', { name: 'Failed work' })).toHaveAttribute(
    'href',
    '/failed-work/workflow/letters/9',
  );
  expect(within(card).getByRole('link', { name: 'All of this kind' })).toHaveAttribute(
    'href',
    '/failed-work/workflow/causes/0123456789abcdef',
  );
});

it('routes a ticket to the workflow an admin confirms, the nearest proposed', async () => {
  const sent: unknown[] = [];
  server.on(ROUTE, async (request: Request) => {
    sent.push(await request.json());
    return { ...makeWaiting({ state: 'routed' }), task_id: 1 };
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Route…' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'Same people');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Route' }));

  expect(await screen.findByText('HD-1 is on its way.')).toBeInTheDocument();
  expect(sent).toEqual([{ workflow_id: 2, reason: 'Same people' }]);
});

it('gives the reason when somebody was faster', async () => {
  server.on(ROUTE, () =>
    Response.json(
      { error: 'Ticket HD-1 has a workflow already', code: 'CONFLICT' },
      { status: 409 },
    ),
  );
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Route…' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Route' }));

  expect(await screen.findByText('Ticket HD-1 has a workflow already')).toBeInTheDocument();
});

it('lets an auditor only read', async () => {
  show({ session: AUDITOR });

  await screen.findByRole('article', { name: 'HD-1' });
  expect(screen.queryByRole('button', { name: 'Route…' })).not.toBeInTheDocument();
});

it('says that nothing waits', async () => {
  server.on(LIST, listOf());
  show();

  expect(await screen.findByText('Every ticket has a workflow')).toBeInTheDocument();
});

async function choose(name: string) {
  await userEvent.click(await screen.findByRole('button', { name: 'More for HD-1' }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  return within(await screen.findByRole('dialog'));
}

it('corrects a ticket beside what was sent, and accepts it', async () => {
  const sent: unknown[] = [];
  server.on('POST /api/workflow/tickets/5/accept/', async (request: Request) => {
    sent.push(await request.json());
    return { ...makeWaiting({ state: 'routed' }), task_id: 1 };
  });
  show();

  const dialog = await choose('Correct and accept…');
  expect(dialog.getByRole('region', { name: 'As it was sent' })).toHaveTextContent('It smokes.');
  await userEvent.clear(dialog.getByLabelText(/^Sub-category/));
  await userEvent.type(dialog.getByLabelText(/^Sub-category/), 'Network');
  await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));

  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent).toMatchObject([
    { category: 'IT Support', sub_category: 'Network', priority: 'high' },
  ]);
});

it('declines a ticket with a message, and says when it cannot', async () => {
  server.on('POST /api/workflow/tickets/5/decline/', () =>
    Response.json(
      { error: 'Ticket HD-1 does not wait any more', code: 'CONFLICT' },
      { status: 409 },
    ),
  );
  show();

  const dialog = await choose('Decline…');
  await userEvent.type(dialog.getByLabelText(/^Message/), 'We do not do this.');
  await userEvent.click(dialog.getByRole('button', { name: 'Decline' }));

  expect(await dialog.findByRole('alert')).toHaveTextContent('does not wait any more');
});

it('shows what a rule would take before it makes the draft', async () => {
  const rule = { category: 'IT Support', sub_category: 'Printer', department: '' };
  server.on('POST /api/workflow/tickets/5/rule/', async (request: Request) => {
    const { dry_run: dryRun } = (await request.json()) as { dry_run?: boolean };
    const made = { workflow_id: 12, name: 'IT Support Printer', department: '', status: 'draft' };
    const workflow = dryRun ? null : made;
    return {
      ...rule,
      waiting: 3,
      sample: ['HD-1', 'HD-2', 'HD-3'],
      volume: 9,
      others: [],
      workflow,
    };
  });
  const { router } = show();

  const dialog = await choose('Create a rule from this…');
  expect(await dialog.findByRole('status')).toHaveTextContent(
    '3 waiting tickets would start: HD-1, HD-2, HD-3.',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Make the draft' }));

  expect(await screen.findByText('“IT Support Printer” is there as a draft.')).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/workflows/12');
});

it('begins a rule with a template', async () => {
  const sent: unknown[] = [];
  server.on('GET /api/workflow/workflows/templates/', {
    results: [{ key: 'approval', name: 'Request with approval' }],
  });
  server.on('POST /api/workflow/tickets/5/rule/', async (request: Request) => {
    sent.push(await request.json());
    const workflow = { workflow_id: 12, name: 'Visas', department: '', status: 'draft' };
    return { waiting: 1, sample: ['HD-1'], volume: 1, others: [], workflow };
  });
  show();

  const dialog = await choose('Create a rule from this…');
  const begin = dialog.getByRole('combobox', { name: 'Begin with' });
  await dialog.findByRole('option', { name: 'Request with approval' });
  await userEvent.selectOptions(begin, 'Request with approval');
  await userEvent.click(dialog.getByRole('button', { name: 'Make the draft' }));

  expect(await screen.findByText('“Visas” is there as a draft.')).toBeInTheDocument();
  expect(sent).toContainEqual({ department: 'any', template: 'approval', name: '' });
});

it('brings back a ticket that was put off', async () => {
  const sent: unknown[] = [];
  server.on(LIST, listOf(makeWaiting({ snoozed_until: '2030-01-01T00:00:00Z' })));
  server.on('POST /api/workflow/tickets/5/snooze/', async (request: Request) => {
    sent.push(await request.json());
    return makeWaiting();
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'More for HD-1' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Bring back now' }));

  expect(await screen.findByText('HD-1 is back.')).toBeInTheDocument();
  expect(sent).toEqual([{ until: null }]);
});
