import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, makeRole, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';

const INVITATIONS = '/api/auth/api/v1/invitations/';
const ZOE = {
  id: 7,
  email: 'zoe.lind@example.com',
  full_name: 'Zoë Lind',
  department: 'IT',
  roles: [{ system: 'TTS', role: 'IT Support' }],
  status: 'open',
  invited_by_id: 1,
  invited_by_name: 'Alex Moreau',
  person_id: null,
  expires_at: '2026-11-28T10:00:00Z',
  accepted_at: null,
  revoked_at: null,
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:00:00Z',
};
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${INVITATIONS}`, pageOf(ZOE, { ...ZOE, id: 8, status: 'accepted' }));
  server.on('GET /api/auth/api/v1/roles/', pageOf(makeRole()));
});

function show() {
  renderScreen(
    <>
      <Notifications />
      <InvitationList filter={{ status: null, search: '' }} />
    </>,
    { session: ADMIN },
  );
}

it('offers to act on open invitations only', async () => {
  show();

  expect(await screen.findByText('Accepted')).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: /Take back/ })).toHaveLength(1);
});

it('sends an invitation again and takes one back', async () => {
  server.on(`POST ${INVITATIONS}7/resend/`, ZOE);
  server.on(`DELETE ${INVITATIONS}7/`, () => new Response(null, { status: 204 }));
  show();

  await userEvent.click(await screen.findByRole('button', { name: /Send the invitation/ }));
  expect(await screen.findByText(/A new link is on its way/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /Take back/ }));

  expect(await screen.findByText('The invitation of Zoë Lind was taken back.')).toBeInTheDocument();
});

async function invite() {
  renderScreen(<InviteDialog onClose={() => undefined} />, { session: ADMIN });
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Full name/), 'Zoë Lind');
  await userEvent.type(within(dialog).getByLabelText(/E-mail/), 'zoe.lind@example.com');
  await userEvent.click(within(dialog).getByRole('combobox', { name: /Roles/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'IT Support (TTS)' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Mail the invitation' }));
}

it('invites somebody with roles', async () => {
  let body: unknown;
  server.on(`POST ${INVITATIONS}`, async (request) => {
    body = await request.json();
    return Response.json(ZOE, { status: 201 });
  });

  await invite();

  await expect.poll(() => body).toMatchObject({ email: 'zoe.lind@example.com', role_ids: [6] });
});

it('says that the address has an account', async () => {
  server.on(`POST ${INVITATIONS}`, () =>
    refusal(409, 'CONFLICT', 'No', [{ field: 'email', message: 'has an account already' }]),
  );

  await invite();

  expect(await screen.findByText('Has an account already.')).toBeInTheDocument();
});
