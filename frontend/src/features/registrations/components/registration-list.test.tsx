import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, AUDITOR, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { RegistrationList } from './registration-list';

const EMPLOYEES = '/api/auth/api/v1/hdts/employees/';
const ANA = {
  id: 3,
  email: 'ana.cruz@example.com',
  full_name: 'Ana Cruz',
  department: 'Operations',
  status: 'pending',
  reason: '',
  person_id: null,
  decided_by_id: null,
  decided_by_name: null,
  verified_at: '2026-11-21T10:02:00Z',
  decided_at: null,
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:02:00Z',
};
const TO_DECIDE = { status: 'pending', search: '' } as const;
let server: FakeServer;

function show(session = ADMIN) {
  renderScreen(
    <>
      <Notifications />
      <RegistrationList filter={TO_DECIDE} />
    </>,
    { session },
  );
}

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${EMPLOYEES}`, pageOf(ANA));
});

it('lets an employee in', async () => {
  server.on(`POST ${EMPLOYEES}3/approve/`, { ...ANA, status: 'approved' });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Approve Ana Cruz' }));

  expect(await screen.findByText(/Ana Cruz has an account now/)).toBeInTheDocument();
});

it('refuses one with a reason', async () => {
  let body: unknown;
  server.on(`POST ${EMPLOYEES}3/reject/`, async (request) => {
    body = await request.json();
    return { ...ANA, status: 'rejected' };
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Reject Ana Cruz' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Nobody of ours.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Reject' }));

  expect(await screen.findByText('Ana Cruz is told by mail.')).toBeInTheDocument();
  expect(body).toEqual({ reason: 'Nobody of ours.' });
});

it('says that somebody else was faster', async () => {
  server.on(`POST ${EMPLOYEES}3/approve/`, () =>
    refusal(409, 'CONFLICT', 'This registration was decided already'),
  );
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Approve Ana Cruz' }));

  expect(await screen.findByText('This registration was decided already')).toBeInTheDocument();
});

it('lets an auditor only look', async () => {
  show(AUDITOR);

  expect(await screen.findByText('Ana Cruz')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Ana Cruz/ })).not.toBeInTheDocument();
});
