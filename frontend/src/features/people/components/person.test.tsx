import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, makePerson, makeRole, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { PersonActions } from './person-actions';
import { PersonData } from './person-data';
import { PersonProtection } from './person-protection';
import { PersonRoles } from './person-roles';

const ZOE = '/api/auth/api/v1/users/12/';
const HELD = {
  assignment_id: 40,
  user_id: 12,
  username: 'zoe.lind',
  user_full_name: 'Zoë Lind',
  role_id: 6,
  role_name: 'IT Support',
  system: 'TTS',
  assigned_at: '2026-11-21T10:00:00Z',
};
let server: FakeServer;

function show(ui: ReactNode) {
  renderScreen(
    <>
      <Notifications />
      {ui}
    </>,
    { session: ADMIN },
  );
}

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/auth/api/v1/user-roles/', pageOf(HELD));
  server.on(
    'GET /api/auth/api/v1/roles/',
    pageOf(makeRole(), makeRole({ id: 7, name: 'Manager' })),
  );
});

it('deactivates somebody after saying what that means', async () => {
  let body: unknown;
  server.on(`PATCH ${ZOE}`, async (request) => {
    body = await request.json();
    return makePerson({ is_active: false });
  });
  show(<PersonActions person={makePerson()} />);

  await userEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Every session ends within five seconds');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Deactivate' }));

  expect(await screen.findByText('Zoë Lind cannot sign in any more.')).toBeInTheDocument();
  expect(body).toEqual({ is_active: false });
});

it('says why the last Admin cannot be deactivated', async () => {
  server.on(`PATCH ${ZOE}`, () => refusal(409, 'CONFLICT', 'TTS needs an Admin'));
  show(<PersonActions person={makePerson()} />);

  await userEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Deactivate' }));

  expect(await within(dialog).findByRole('alert')).toHaveTextContent('TTS needs an Admin');
});

it('gives a role that the person does not have yet', async () => {
  let body: unknown;
  server.on('POST /api/auth/api/v1/user-roles/', async (request) => {
    body = await request.json();
    return Response.json(HELD, { status: 201 });
  });
  show(<PersonRoles personId={12} readOnly={false} />);

  await userEvent.click(await screen.findByRole('combobox', { name: 'Another role' }));
  expect(screen.queryByRole('option', { name: 'IT Support (TTS)' })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('option', { name: 'Manager (TTS)' }));
  await userEvent.click(screen.getByRole('button', { name: 'Give' }));

  await expect.poll(() => body).toEqual({ user_id: 12, role_id: 7 });
});

it('takes a role away', async () => {
  server.on('DELETE /api/auth/api/v1/user-roles/40/', () => new Response(null, { status: 204 }));
  show(<PersonRoles personId={12} readOnly={false} />);

  await userEvent.click(await screen.findByRole('button', { name: /^Take away IT Support/ }));

  expect(await screen.findByText(/was taken away/)).toBeInTheDocument();
});

it('lets somebody try again at once who failed too often', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  server.on(`GET ${ZOE}2fa/`, { is_required: false, methods: [], recovery_codes_left: 0 });
  server.on(`GET ${ZOE}sign-in-delay/`, { failures: 7, blocked_until: until });
  server.on(`POST ${ZOE}unlock/`, () => new Response(null, { status: 204 }));
  show(<PersonProtection personId={12} readOnly={false} />);

  expect(await screen.findByText('7 failures since the last success')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Let them try at once' }));

  expect(await screen.findByText('They can try again at once.')).toBeInTheDocument();
});

it('removes the second factors of somebody who lost them', async () => {
  server.on(`GET ${ZOE}2fa/`, {
    is_required: true,
    methods: [{ method: 'totp', confirmed_at: '2026-11-21T10:00:00Z' }],
    recovery_codes_left: 3,
  });
  server.on(`GET ${ZOE}sign-in-delay/`, { failures: 0, blocked_until: null });
  server.on(`DELETE ${ZOE}2fa/`, () => new Response(null, { status: 204 }));
  show(<PersonProtection personId={12} readOnly={false} />);

  await userEvent.click(await screen.findByRole('button', { name: 'Remove all methods' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove all methods' }));

  expect(await screen.findByText('All methods were removed.')).toBeInTheDocument();
});

it('anonymises only whom one has named, and hands out the receipt', async () => {
  const changes = { accounts: 1, sessions: 4 };
  server.on(`GET ${ZOE}anonymise/`, {
    user_id: 12,
    username: 'zoe.lind',
    changes,
    remains: ['the audit'],
  });
  server.on(`POST ${ZOE}anonymise/`, {
    receipt_id: '0a0a5b0c-35d5-4f5d-a6e8-6f3d5c6f9b1e',
    user_id: 12,
    done_at: '2026-11-21T10:00:00Z',
    done_by_id: 1,
    changes,
  });
  show(<PersonData person={makePerson()} />);

  await userEvent.click(screen.getByRole('button', { name: 'Anonymise…' }));
  expect(await screen.findByText('the audit')).toBeInTheDocument();
  const confirm = screen.getByRole('button', { name: 'Anonymise for good' });
  expect(confirm).toBeDisabled();
  await userEvent.type(screen.getByLabelText('Type zoe.lind to confirm'), 'zoe.lind');
  await userEvent.click(confirm);

  expect(await screen.findByText('0a0a5b0c-35d5-4f5d-a6e8-6f3d5c6f9b1e')).toBeInTheDocument();
});
