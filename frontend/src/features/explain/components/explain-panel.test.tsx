import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { ExplainDrawer } from './explain-drawer';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './explain-panel';

const TASK = { task_id: 7, number: 'T-7', steps: [{ key: 'verify', name: 'Verify request' }] };
const AT = '2026-11-21T10:00:00Z';
const EXPLANATION = {
  task_id: 7,
  workflow_id: 4,
  workflow_name: 'IT Access Request',
  workflow_version: 3,
  workflow_version_hash: 'abc',
  workflow_deployed_at: AT,
  workflow_deployed_by: 'Ada Admin',
  why_workflow: 'IT Access Request: matches category IT Support',
  items: [],
  matching: {
    rule: 2,
    asked: { category: 'IT Support', sub_category: 'Access', department: 'HR' },
    losers: [{ workflow_id: 5, name: 'Finance access', reason: 'takes department Finance only' }],
  },
  decisions: [
    {
      step: 'verify',
      at: AT,
      role: 'IT Support',
      workflow_version: 2,
      policy: 'round_robin',
      chosen_id: 11,
      chosen_name: 'Maria Reyes',
      why: 'had the last turn longest ago',
      candidates: [{ user_id: 11, name: 'Maria Reyes' }],
      skipped: [{ user_id: 12, name: 'Bob', reason: 'on leave until Monday' }],
    },
  ],
  deadline: {
    task_id: 7,
    priority: 'high',
    target_seconds: 28800,
    used_seconds: 600,
    adjusted_seconds: 0,
    paused_seconds: 4200,
    started_at: AT,
    calendar: 'Manila',
    workflow_version: 3,
    remaining_seconds: 28200,
    deadline: AT,
    at_risk_at: AT,
    step_deadline: AT,
    state: 'ok',
    segments: [{ kind: 'running', started_at: AT, ended_at: null, reason: '', actor_name: '' }],
    rungs: [],
  },
  automatic: [
    {
      at: AT,
      kind: 'started',
      summary: 'IT Access Request started',
      step: 'verify',
      rule: 'matching',
      workflow_version: 3,
      facts: {},
    },
  ],
};
const NOTICE = {
  at: AT,
  user_id: 11,
  name: 'Maria Reyes',
  role: '',
  address: '',
  notification_type: 'task_assignment',
  subject: 'New Task',
  told: true,
  cause: '',
  reason: 'You were assigned to this step.',
  mail: 'sent',
  mail_error: '',
};

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/workflow/tasks/7/explain/', EXPLANATION);
  server.on('GET /api/workflow/tasks/7/explain/notices/', {
    results: [
      NOTICE,
      {
        ...NOTICE,
        name: 'Bob',
        told: false,
        cause: 'own_act',
        reason: 'It was their own act',
        mail: '',
      },
    ],
  });
});

async function open() {
  renderScreen(<ExplainDrawer task={TASK} />);
  await userEvent.click(screen.getByRole('button', { name: 'Why?' }));
  await screen.findByRole('region', { name: 'Why this workflow' });
}

const part = (name: string) => within(screen.getByRole('region', { name }));

it('answers why this workflow, these people and this deadline', async () => {
  await open();

  const workflow = part('Why this workflow');
  expect(workflow.getByText('Rule 2: the workflow for any department')).toBeInTheDocument();
  expect(workflow.getByText('Finance access takes department Finance only')).toBeInTheDocument();
  const people = part('Why these people');
  expect(people.getByText('Verify request')).toBeInTheDocument();
  expect(people.getByText(/Rule Round robin, workflow version 2/)).toBeInTheDocument();
  expect(people.getByText('Bob passed over: on leave until Monday')).toBeInTheDocument();
  const deadline = part('Why this deadline');
  expect(deadline.getByText(/^Due .* because 8 h .*, paused 1 h 10 min\.$/)).toBeInTheDocument();
  expect(deadline.getByText('Manila')).toBeInTheDocument();
  expect(part('What rules did').getByText(/Rule Matching, workflow version 3/)).toBeInTheDocument();
});

it('names who was told and who was not, in words', async () => {
  await open();

  const notices = part('Who was told, and who was not');
  const [told, held] = await notices.findAllByRole('listitem');
  expect(told).toHaveTextContent('Told: Maria Reyes – New Task');
  expect(told).toHaveTextContent('Mail sent');
  expect(held).toHaveTextContent('Not told: Bob');
  expect(held).toHaveTextContent('It was their own act');
});

it('explains the rest while nobody knows who was told', async () => {
  server.on('GET /api/workflow/tasks/7/explain/notices/', () =>
    Response.json({ error: 'notification is away', code: 'SERVICE_UNAVAILABLE' }, { status: 503 }),
  );
  await open();

  expect(await part('Who was told, and who was not').findByRole('alert')).toBeInTheDocument();
  expect(part('Why this workflow').getByText(/matches category/)).toBeInTheDocument();
});
