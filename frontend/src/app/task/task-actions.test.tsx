import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import type { Actions, Task, TaskDetail } from '@/features/tasks/task';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeActions } from '@/test/make-actions';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import { TaskActions } from './task-actions';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './task-dialog';
import '@/features/tasks/components/transition-dialog';

let server: FakeServer;

function show(may: Partial<Actions>, facts: Partial<Task> = {}) {
  server.on('GET /api/workflow/tasks/450/actions/', makeActions(may));
  const task = { ...makeTask(facts), steps: [], approvals: null } as unknown as TaskDetail;
  renderScreen(
    <>
      <Notifications />
      <TaskActions task={task} />
    </>,
  );
}

beforeEach(() => {
  server = startFakeServer();
});

it('says how long work may lie, and begins it', async () => {
  let sent: unknown;
  server.on('POST /api/workflow/tasks/450/begin/', async (request) => {
    sent = await request.json();
    return makeTask();
  });
  const until = new Date(Date.now() + 12.5 * 60_000).toISOString();
  show({ may_begin: true }, { first_touch_until: until });

  expect(await screen.findByRole('timer')).toHaveTextContent(/Begin within 1[23] m/);
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));

  expect(await screen.findByText('T-450 is begun: it stays with you.')).toBeVisible();
  expect(sent).toEqual({ version: 3 });
});

it('lists only what this person may do', async () => {
  show({ may_escalate: true, may_change_priority: true, may_hold: true, may_cancel: true });

  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));

  const items = await screen.findAllByRole('menuitem');
  expect(items.map((item) => item.textContent)).toEqual([
    'Escalate…',
    'Priority…',
    'Put on hold…',
    'Cancel the ticket…',
  ]);
});

it('has a key for each frequent act, as far as it is allowed', async () => {
  show({ may_transfer: true, may_hold: true });
  await screen.findByRole('button', { name: 'More actions' });

  await userEvent.keyboard('e');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

  await userEvent.keyboard('t');
  expect(await screen.findByRole('dialog', { name: 'Transfer T-450' })).toBeVisible();
});

it('takes work by key, and not on the way to another screen', async () => {
  server.on('POST /api/workflow/tasks/450/claim/', makeTask());
  const claimed = () => server.asked.filter((route) => route.endsWith('/claim/')).length;
  show({ may_claim: true });
  await screen.findByRole('button', { name: 'Take it' });

  await userEvent.keyboard('gi');
  expect(claimed()).toBe(0);

  await userEvent.keyboard('i');
  expect(await screen.findByText('T-450 is yours now.')).toBeVisible();
  expect(claimed()).toBe(1);
});
