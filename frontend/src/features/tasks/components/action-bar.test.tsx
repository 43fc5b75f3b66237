import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import type { Action } from '../task';
import { ActionBar } from './action-bar';
// Loaded beforehand: a test has no time to wait for what comes when it is asked for.
import './transition-dialog';

const APPROVE: Action = {
  transition: 'approve',
  label: 'Approve',
  to_step: 'Grant access',
  outcome: 'approve',
  requires_comment: false,
  needs_fields: [],
  tells: null,
  blocked: false,
  reason: '',
};
const REJECT: Action = {
  ...APPROVE,
  transition: 'reject',
  label: 'Reject',
  to_step: null,
  outcome: 'reject',
  requires_comment: true,
};
const TRANSITION = 'POST /api/workflow/tasks/450/transition/';

let server: FakeServer;

function show(actions: Action[], may: object = {}) {
  server.on('GET /api/workflow/tasks/450/actions/', {
    task_id: 450,
    version: 3,
    actions,
    may_claim: false,
    may_release: false,
    may_hold: false,
    may_resume: false,
    ...may,
  });
  renderScreen(<ActionBar task={makeTask()} onOpen={() => undefined} />);
}

beforeEach(() => {
  server = startFakeServer();
});

it('says what the end of the workflow tells another system before it is taken', async () => {
  const request = { asset_name: 'LT-204', serial_number: null, action: 'Check-out' };
  show([{ ...APPROVE, to_step: null, tells: { system: 'ams', request } }]);

  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));

  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('AMS is told: Asset name: LT-204 · Action: Check-out')).toBeVisible();
});

it('says where a way leads by the name of the step', async () => {
  server.on('GET /api/workflow/workflows/1/versions/1/', {
    steps: [{ key: 'grant', name: 'Grant access' }],
  });
  show([{ ...APPROVE, to_step: 'grant' }]);

  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));

  expect(await screen.findByText('Goes on to “Grant access”')).toBeVisible();
});

it('takes a transition with the version that was seen', async () => {
  let sent: unknown;
  server.on(TRANSITION, async (request) => {
    sent = await request.json();
    return makeTask();
  });
  show([APPROVE]);

  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Comment/), 'Looks right');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Approve' }));

  expect(sent).toEqual({ transition: 'approve', notes: 'Looks right', version: 3 });
});

it('shows a closed way with its reason and does not take it', async () => {
  show([APPROVE, { ...REJECT, blocked: true, reason: 'Needs the manager' }]);

  const button = await screen.findByRole('button', { name: 'Reject' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  expect(button).toHaveAccessibleDescription('Needs the manager');
  expect(screen.getByText('Reject: Needs the manager')).toBeVisible();

  await userEvent.click(button);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('waits for a comment where one is required', async () => {
  show([REJECT]);

  await userEvent.click(await screen.findByRole('button', { name: 'Reject' }));
  const dialog = await screen.findByRole('dialog');
  const confirm = within(dialog).getByRole('button', { name: 'Reject' });
  expect(confirm).toBeDisabled();

  await userEvent.type(within(dialog).getByLabelText(/Comment/), 'No budget');
  expect(confirm).toBeEnabled();
});

it('tells what somebody else changed and keeps the text', async () => {
  server.on(TRANSITION, () =>
    Response.json(
      {
        error: 'T-450 is at version 4, not 3: look at it again',
        code: 'CONFLICT',
        details: [{ field: 'version', message: 'Omar Haddad: Put on hold' }],
      },
      { status: 409 },
    ),
  );
  show([APPROVE]);

  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Comment/), 'My reason');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Approve' }));

  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Omar Haddad: Put on hold');
  expect(within(dialog).getByLabelText(/Comment/)).toHaveValue('My reason');
});

it('offers work that nobody has', async () => {
  show([], { may_claim: true });

  expect(await screen.findByRole('button', { name: 'Take it' })).toBeInTheDocument();
});

it('asks for what the step needs, and shows beside it what is wrong', async () => {
  const sent: unknown[] = [];
  server.on(TRANSITION, async (request) => {
    sent.push(await request.json());
    return Response.json(
      {
        error: 'Validation failed',
        code: 'VALIDATION_ERROR',
        details: [{ field: 'fields.access_level', message: 'is not a level' }],
      },
      { status: 400 },
    );
  });
  show([{ ...APPROVE, needs_fields: ['access_level'] }]);

  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Access level/), 'admin');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Approve' }));

  expect(await within(dialog).findByText('Is not a level.')).toBeVisible();
  expect(within(dialog).getByLabelText(/Access level/)).toHaveValue('admin');
  expect(sent).toEqual([
    { transition: 'approve', notes: '', version: 3, fields: { access_level: 'admin' } },
  ]);
});
