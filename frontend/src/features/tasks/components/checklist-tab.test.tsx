import { Notifications } from '@mantine/notifications';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeActions } from '@/test/make-actions';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import { useChecklist } from '../api/use-checklist';
import type { Checklist } from '../task';
import { ChecklistTab } from './checklist-tab';

const TICK = 'POST /api/workflow/tasks/450/checklist/';
const CHECKLIST: Checklist = {
  task_id: 450,
  version: 3,
  step: 'verify',
  items: [
    { item: 'Identity checked', done: true, by: 'Omar Haddad', at: '2026-11-20T09:00:00Z' },
    { item: 'Manager asked', done: false, by: null, at: null },
  ],
  required_fields: [
    { name: 'access_level', value: '' },
    { name: 'system_name', value: 'Payroll' },
  ],
};

let server: FakeServer;

function Shown() {
  const { data } = useChecklist('450');
  return data ? <ChecklistTab task={makeTask()} checklist={data} /> : null;
}

function show(mayTick = true) {
  server.on('GET /api/workflow/tasks/450/checklist/', CHECKLIST);
  server.on('GET /api/workflow/tasks/450/actions/', makeActions({ may_tick: mayTick }));
  renderScreen(
    <>
      <Notifications />
      <Shown />
    </>,
  );
}

beforeEach(() => {
  server = startFakeServer();
});

it('says who ticked what, and what is still wanted', async () => {
  show();

  const ticked = await screen.findByRole('checkbox', { name: 'Identity checked' });
  expect(ticked).toBeChecked();
  expect(screen.getByText(/Omar Haddad/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Manager asked' })).not.toBeChecked();
  expect(screen.getByRole('status')).toHaveTextContent('1 of 2 done');
  expect(screen.getByText('Not filled in yet')).toBeVisible();
  expect(screen.getByText('Payroll')).toBeVisible();
});

it('ticks as quickly as one clicks, each time with the version that was left', async () => {
  const sent: unknown[] = [];
  let now = CHECKLIST;
  server.on(TICK, async (request) => {
    sent.push(await request.json());
    now = { ...now, version: now.version + 1 };
    return now;
  });
  show();
  server.on('GET /api/workflow/tasks/450/checklist/', () => now);

  const open = await screen.findByRole('checkbox', { name: 'Manager asked' });
  await expect.poll(() => open.hasAttribute('disabled')).toBe(false);
  fireEvent.click(open);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Identity checked' }));

  await expect
    .poll(() => sent)
    .toEqual([
      { item: 'Manager asked', done: true, version: 3 },
      { item: 'Identity checked', done: false, version: 4 },
    ]);
});

it('says who was faster, and ticks nothing', async () => {
  server.on(TICK, () =>
    Response.json(
      {
        error: 'T-450 is at version 4, not 3: look at it again',
        code: 'CONFLICT',
        details: [{ field: 'version', message: 'Omar Haddad: Put on hold' }],
      },
      { status: 409 },
    ),
  );
  show();

  const open = await screen.findByRole('checkbox', { name: 'Manager asked' });
  await expect.poll(() => open.hasAttribute('disabled')).toBe(false);
  await userEvent.click(open);

  expect(await screen.findByText('Omar Haddad: Put on hold')).toBeVisible();
  expect(open).not.toBeChecked();
});

it('lets nobody tick who does not work on the step', async () => {
  show(false);

  expect(await screen.findByText('Whoever works on the step ticks.')).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Manager asked' })).toBeDisabled();
});
