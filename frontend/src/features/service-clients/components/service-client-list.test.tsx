import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, AUDITOR, pageOf } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import type { ServiceClient } from '../service-clients';
import { CreateClientDialog } from './create-client-dialog';
import { ServiceClientList } from './service-client-list';

const CLIENTS = '/api/auth/api/v1/service-clients/';
const SECRET = 'Zk3vZk3vZk3v';

function makeClient(facts: Partial<ServiceClient> = {}): ServiceClient {
  return {
    client_id: 'reporting',
    scopes: ['tickets.read'],
    is_active: true,
    created_at: '2026-11-01T10:00:00Z',
    former_until: null,
    ...facts,
  };
}

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${CLIENTS}`, pageOf(makeClient(), makeClient({ client_id: 'workflow_api' })));
});

function show(session = ADMIN) {
  renderScreen(
    <>
      <Notifications />
      <ServiceClientList />
    </>,
    { session },
  );
}

it('makes a credential and shows its secret once', async () => {
  let body: unknown;
  server.on(`POST ${CLIENTS}`, async (request) => {
    body = await request.json();
    return Response.json({ ...makeClient(), client_secret: SECRET }, { status: 201 });
  });
  renderScreen(<CreateClientDialog onClose={() => undefined} />, { session: ADMIN });

  await userEvent.type(await screen.findByLabelText(/^Name/), 'reporting');
  await userEvent.click(screen.getByLabelText('Read tickets'));
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }));

  expect(await screen.findByRole('group', { name: 'Secret' })).toHaveTextContent(SECRET);
  expect(screen.getByText(/It is shown only now/)).toBeInTheDocument();
  expect(body).toEqual({ client_id: 'reporting', scopes: ['tickets.read'] });
});

it('rotates a secret and lets the former one work for a day', async () => {
  let body: unknown;
  server.on(`POST ${CLIENTS}reporting/rotate/`, async (request) => {
    body = await request.json();
    return { ...makeClient(), client_secret: SECRET };
  });
  show();

  await userEvent.click(
    await screen.findByRole('button', { name: 'Rotate the secret of reporting' }),
  );
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Rotate' }));

  expect(await screen.findByText(SECRET)).toBeInTheDocument();
  expect(body).toEqual({ overlap_seconds: 86_400 });
});

it('revokes a credential after saying what that means', async () => {
  let body: unknown;
  server.on(`PATCH ${CLIENTS}reporting/`, async (request) => {
    body = await request.json();
    return makeClient({ is_active: false });
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Revoke reporting' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('within five seconds');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }));

  expect(await screen.findByText('reporting is revoked.')).toBeInTheDocument();
  expect(body).toEqual({ is_active: false });
});

it('leaves the services of TTS alone', async () => {
  show();
  expect(await screen.findByText('Part of TTS')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Revoke workflow_api' })).not.toBeInTheDocument();
});

it('shows an auditor no buttons', async () => {
  show(AUDITOR);

  expect(await screen.findByText('reporting')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /reporting/ })).not.toBeInTheDocument();
});
