import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import { EndingDialog } from './ending-dialog';
import { MoveStepDialog } from './move-step-dialog';

const EFFECT = {
  from_step: 'verify',
  to_step: 'grant',
  ends_work_of: ['Maria Reyes'],
  assigned_users: [12],
  assigned_user_names: ['Tomas Novak'],
  sla_deadline_before: null,
  sla_deadline: null,
  step_deadline_before: null,
  step_deadline: '2026-11-23T09:00:00Z',
};

let server: FakeServer;
const close = vi.fn();

function keepsBodies(route: string) {
  const sent: unknown[] = [];
  server.on(route, async (request) => {
    if (!request.url.includes('dry_run=true')) sent.push(await request.json());
    return { ...makeTask(), effect: EFFECT };
  });
  return sent;
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

beforeEach(() => {
  close.mockClear();
  server = startFakeServer();
  server.on('GET /api/workflow/workflows/1/versions/1/', {
    steps: [
      { key: 'verify', name: 'Verify request' },
      { key: 'grant', name: 'Grant access' },
    ],
  });
});

it('shows what a move does to people and clock, then moves', async () => {
  const sent = keepsBodies('POST /api/workflow/tasks/450/move/');
  const dialog = await show(<MoveStepDialog task={makeTask()} onClose={close} />);

  await userEvent.click(dialog.getByRole('combobox', { name: 'Step' }));
  const options = await screen.findAllByRole('option', { hidden: true });
  expect(options.map((option) => option.textContent)).toEqual(['Grant access']);
  await userEvent.click(options[0] as HTMLElement);
  expect(await dialog.findByText('Tomas Novak')).toBeVisible();
  expect(dialog.getByText(/^no date → .*2026/)).toBeVisible();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Verified by phone');
  await userEvent.click(dialog.getByRole('button', { name: 'Move' }));

  expect(await screen.findByText('T-450 was moved.')).toBeVisible();
  expect(sent).toEqual([{ step: 'grant', reason: 'Verified by phone', version: 3 }]);
});

it('reopens at the last step unless another is chosen', async () => {
  const sent = keepsBodies('POST /api/workflow/tasks/450/reopen/');
  const dialog = await show(<EndingDialog act="reopen" task={makeTask()} onClose={close} />);

  await dialog.findByRole('option', { name: 'Grant access' });
  await userEvent.type(dialog.getByLabelText(/Reason/), 'It broke again');
  await userEvent.click(dialog.getByRole('button', { name: 'Reopen' }));

  expect(await screen.findByText('T-450 is open again.')).toBeVisible();
  expect(sent).toEqual([{ version: 3, reason: 'It broke again', step: '' }]);
});

it('closes without a reason', async () => {
  const sent = keepsBodies('POST /api/workflow/tasks/450/close/');
  const dialog = await show(<EndingDialog act="close" task={makeTask()} onClose={close} />);

  await userEvent.click(dialog.getByRole('button', { name: 'Close for good' }));

  expect(await screen.findByText('T-450 is closed.')).toBeVisible();
  expect(sent).toEqual([{ version: 3, reason: '' }]);
});

it('cancels only for a reason, and says who was faster', async () => {
  server.on('POST /api/workflow/tasks/450/cancel/', () =>
    Response.json(
      {
        error: 'T-450 is at version 4, not 3: look at it again',
        code: 'CONFLICT',
        details: [{ field: 'version', message: 'Omar Haddad: Approved' }],
      },
      { status: 409 },
    ),
  );
  const dialog = await show(<EndingDialog act="cancel" task={makeTask()} onClose={close} />);

  expect(dialog.getByLabelText(/Reason/)).toBeRequired();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Sent twice');
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel the ticket' }));

  expect(await dialog.findByRole('alert')).toHaveTextContent('Omar Haddad: Approved');
  expect(close).not.toHaveBeenCalled();
});
