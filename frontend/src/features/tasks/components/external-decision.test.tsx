import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { MARIA, renderScreen } from '@/test/render';

import type { ExternalCall, TaskDetail } from '../task';
import { ExternalDecision } from './external-decision';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './by-hand-dialog';

const RESOLVE = 'POST /api/workflow/tasks/450/external/resolve/';

function makeCall(facts: Partial<ExternalCall> = {}): ExternalCall {
  return {
    id: 1,
    step: 'reserve',
    operation: 'ams.reserve_asset',
    system: 'ams',
    state: 'failed',
    request: { asset_id: 'ASSET-1' },
    result: null,
    error_code: 'REFUSED',
    reason: 'Asset not available',
    alternatives: ['ASSET-2', 'ASSET-3'],
    attempts: 1,
    asked_at: new Date().toISOString(),
    answered_at: new Date().toISOString(),
    resolution: '',
    ...facts,
  };
}

function show(call: ExternalCall, session = MARIA) {
  const task = { ...makeTask({ status: 'pending_external' }), external_calls: [call] };
  renderScreen(<ExternalDecision task={task as TaskDetail} />, { session });
}

let server: FakeServer;
let sent: unknown;

beforeEach(() => {
  sent = undefined;
  server = startFakeServer();
  server.on(RESOLVE, async (request) => {
    sent = await request.json();
    return makeTask();
  });
});

it('asks for the alternative that the person chose', async () => {
  show(makeCall());

  expect(screen.getByText('Asset not available')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'ASSET-3' }));
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));

  expect(sent).toMatchObject({ action: 'retry', version: 3, alternative: 'ASSET-3', inputs: {} });
});

it('lets the person give what the ticket lacked', async () => {
  show(
    makeCall({
      error_code: 'INVALID_REQUEST',
      reason: 'asset_id must be a text of 1 to 1000 characters, but the ticket has no asset_tag',
      request: { asset_id: '', duration_days: 30 },
      alternatives: [],
    }),
  );

  await userEvent.type(screen.getByLabelText(/Asset id/), 'ASSET-7');
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));

  expect(sent).toMatchObject({ alternative: '', inputs: { asset_id: 'ASSET-7' } });
});

it('completes the step by hand for a reason', async () => {
  server.on('GET /api/workflow/tasks/450/actions/', {
    task_id: 450,
    version: 3,
    actions: [{ transition: 'reserve-done', label: 'Reserved', blocked: true, reason: 'No' }],
  });
  show(makeCall());

  await userEvent.click(screen.getByRole('button', { name: 'Decide by hand…' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: 'Reserved' });
  await userEvent.type(within(dialog).getByLabelText(/Reason/), 'By phone');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Decide by hand' }));

  expect(sent).toMatchObject({
    action: 'complete',
    transition: 'reserve-done',
    reason: 'By phone',
  });
});

it('tells others only why the task waits', () => {
  show(makeCall(), { ...MARIA, id: 99 });

  expect(screen.getByText('Asset not available')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
