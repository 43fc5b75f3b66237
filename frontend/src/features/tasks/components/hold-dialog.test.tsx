import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { MARIA, renderScreen } from '@/test/render';

import { HoldDialog } from './hold-dialog';

const HOLD = 'POST /api/workflow/tasks/450/hold/';

let server: FakeServer;
const close = vi.fn();

async function show(timeZone?: string) {
  renderScreen(
    <>
      <Notifications />
      <HoldDialog task={makeTask()} onClose={close} />
    </>,
    { session: { ...MARIA, timeZone } },
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByLabelText(/Why it waits/);
  return dialog;
}

beforeEach(() => {
  close.mockClear();
  server = startFakeServer();
  server.on('GET /api/workflow/tasks/hold-reasons/', () =>
    Response.json([
      { code: 'waiting_for_requester', label: 'Waiting for the requester', stops_clock: true },
      { code: 'no_capacity', label: 'We have no time for it now', stops_clock: false },
      { code: 'other', label: 'Another reason', stops_clock: true },
    ]),
  );
});

it('says of each reason whether the clock stops', async () => {
  const dialog = await show();
  expect(dialog.getByRole('status')).toHaveTextContent('The clock stops');

  await userEvent.selectOptions(dialog.getByLabelText(/Why it waits/), 'no_capacity');
  expect(dialog.getByRole('status')).toHaveTextContent('The clock runs on');
});

it('holds until a moment that is read in the zone of the profile', async () => {
  let sent: unknown;
  server.on(HOLD, async (request) => {
    sent = await request.json();
    return makeTask();
  });
  const dialog = await show('Asia/Manila');
  expect(dialog.getByText(/Time in Asia\/Manila/)).toBeVisible();

  await userEvent.type(dialog.getByLabelText(/Until/), '2026-12-01T09:30');
  await userEvent.click(dialog.getByRole('button', { name: 'Put on hold' }));

  expect(await screen.findByText('T-450 is on hold.')).toBeVisible();
  const until = '2026-12-01T01:30:00.000Z';
  expect(sent).toEqual({ version: 3, code: 'waiting_for_requester', reason: '', until });
  expect(close).toHaveBeenCalledOnce();
});

it('wants another reason in words', async () => {
  const dialog = await show();
  expect(dialog.getByLabelText(/Note/)).not.toBeRequired();

  await userEvent.selectOptions(dialog.getByLabelText(/Why it waits/), 'other');
  expect(dialog.getByLabelText(/Note/)).toBeRequired();
});

it('shows beside the field what is wrong with it', async () => {
  server.on(HOLD, () =>
    Response.json(
      {
        error: 'Validation failed',
        code: 'VALIDATION_ERROR',
        details: [{ field: 'until', message: 'must be in the future' }],
      },
      { status: 400 },
    ),
  );
  const dialog = await show();

  await userEvent.type(dialog.getByLabelText(/Until/), '2020-12-01T09:30');
  await userEvent.click(dialog.getByRole('button', { name: 'Put on hold' }));

  expect(await dialog.findByText('Must be in the future.')).toBeVisible();
  expect(close).not.toHaveBeenCalled();
});
