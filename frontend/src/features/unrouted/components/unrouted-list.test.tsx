import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

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
