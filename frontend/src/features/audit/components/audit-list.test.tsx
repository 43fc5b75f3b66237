import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { AUDITOR, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { readFilter } from '../audit';
import { AuditList } from './audit-list';
import { VerifyCard } from './verify-card';

const AUDIT = 'GET /api/workflow/audit/';
const VERIFY = 'GET /api/workflow/audit/verify/';
const EVENT = {
  id: 4711,
  at: '2026-11-21T09:14:03Z',
  actor_kind: 'person',
  actor_id: 12,
  actor_name: 'Maria Reyes',
  action: 'task.transition',
  object_type: 'task',
  object_id: '456',
  task_id: 456,
  before: { status: 'pending' },
  after: { status: 'in_progress', step: 'resolve' },
  reason: 'A cable was loose',
  correlation_id: null,
  address: null,
  user_agent: '',
};
const REPORT = { intact: true, checked: 1204, waiting: 2, head: '2026-11-21:42:9f', counts: {} };
const ALL = readFilter(new URLSearchParams());
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(AUDIT, { next: null, previous: null, results: [EVENT] });
});

it('shows what an act changed, with signs besides the colours', async () => {
  renderScreen(<AuditList filter={ALL} />, { session: AUDITOR });

  expect(await screen.findByRole('link', { name: 'Task 456' })).toHaveAttribute(
    'href',
    '/tasks/456',
  );
  await userEvent.click(screen.getByRole('button', { name: /^Details: Task transition/ }));

  const diff = screen.getByRole('table', { name: 'What changed' });
  const [, status, step] = within(diff).getAllByRole('row');
  expect(status).toHaveTextContent('Status (changed)− pending+ in_progress');
  expect(step).toHaveTextContent('Step (new)–+ resolve');
});

it('names people beside their ids, as far as they are still there', async () => {
  const event = { ...EVENT, before: { assignee: 12 }, after: { assignee: 13, step: '12' } };
  server.on(AUDIT, { next: null, previous: null, results: [event] });
  server.on('GET /api/auth/api/v1/users/12/', { id: 12, full_name: 'Maria Reyes' });
  renderScreen(<AuditList filter={ALL} />, { session: AUDITOR });

  await userEvent.click(await screen.findByRole('button', { name: /^Details: Task transition/ }));

  expect(await screen.findByText('− 12 (Maria Reyes)')).toBeInTheDocument();
  expect(screen.getByText('+ 13')).toBeInTheDocument();
  expect(screen.getByText('+ 12')).toBeInTheDocument();
});

it('asks the service whose audit is chosen, with the filters', async () => {
  let asked = '';
  server.on('GET /api/auth/api/v1/audit/', (request) => {
    asked = new URL(request.url).search;
    return { next: null, previous: null, results: [] };
  });
  renderScreen(<AuditList filter={{ ...ALL, audit: 'auth', user: 12, task: 7 }} />, {
    session: AUDITOR,
  });

  expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  expect(asked).toBe('?page_size=50&user_id=12');
});

it('says that the audit is intact', async () => {
  server.on(VERIFY, { ...REPORT, findings: [] });
  renderScreen(<VerifyCard filter={ALL} />, { session: AUDITOR });

  await userEvent.click(screen.getByRole('button', { name: 'Verify' }));

  expect(await screen.findByText('The audit is intact')).toBeInTheDocument();
  expect(screen.getByText('1204 rows were compared.')).toBeInTheDocument();
  expect(screen.getByText('2026-11-21:42:9f')).toBeInTheDocument();
});

it('names what was changed, on the chosen days', async () => {
  let asked = '';
  server.on(VERIFY, (request) => {
    asked = new URL(request.url).search;
    const finding = { kind: 'altered', event: 7, day: '2026-11-20', seq: 1, text: 'Row 7 is new' };
    return { ...REPORT, intact: false, counts: { altered: 150 }, findings: [finding] };
  });
  renderScreen(<VerifyCard filter={{ ...ALL, from: '2026-11-20' }} />, { session: AUDITOR });

  await userEvent.click(screen.getByRole('button', { name: 'Verify' }));

  expect(await screen.findByText('The audit was changed')).toBeInTheDocument();
  expect(screen.getByText(/Row 7 is new/)).toHaveTextContent('Altered: Row 7 is new');
  expect(screen.getByText('And 149 more.')).toBeInTheDocument();
  expect(asked).toBe('?start_date=2026-11-20');
});

it('says how to go on when there is too much for one request', async () => {
  server.on(VERIFY, () => refusal(422, 'UNPROCESSABLE', 'More than 200000 rows: name days'));
  renderScreen(<VerifyCard filter={ALL} />, { session: AUDITOR });

  await userEvent.click(screen.getByRole('button', { name: 'Verify' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('name days');
});
