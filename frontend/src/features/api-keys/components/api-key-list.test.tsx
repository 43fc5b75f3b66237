import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, AUDITOR, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import type { ApiKey } from '../api-keys';
import { ApiKeyList } from './api-key-list';
import { CreateKeyDialog } from './create-key-dialog';

const KEYS = '/api/auth/api/v1/api-keys/';
const ID = '7d7a6ad2-5c7f-4f57-9a43-4b2d7a3f9f10';
const SECRET = 'tts_Zk3vZk3v';

function makeKey(facts: Partial<ApiKey> = {}): ApiKey {
  return {
    id: ID,
    name: 'Facility management',
    prefix: 'tts_Zk3vZk3v',
    scopes: ['tickets.write'],
    created_by: 1,
    created_at: '2026-11-01T10:00:00Z',
    rotated_at: null,
    former_until: null,
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    last_used_at: null,
    revoked_at: null,
    ...facts,
  };
}

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${KEYS}`, pageOf(makeKey()));
});

async function make() {
  renderScreen(<CreateKeyDialog onClose={() => undefined} />, { session: ADMIN });
  await userEvent.type(await screen.findByLabelText(/^Name/), 'Facility management');
  await userEvent.click(screen.getByLabelText('Hand in tickets'));
  await userEvent.click(screen.getByRole('button', { name: 'Make it' }));
}

it('makes a key with scopes and shows it once', async () => {
  let body: unknown;
  server.on(`POST ${KEYS}`, async (request) => {
    body = await request.json();
    return Response.json({ ...makeKey(), key: SECRET }, { status: 201 });
  });

  await make();

  expect(await screen.findByRole('group', { name: 'Key' })).toHaveTextContent(SECRET);
  expect(screen.getByText(/It is shown only now/)).toBeInTheDocument();
  expect(body).toMatchObject({ name: 'Facility management', scopes: ['tickets.write'] });
});

it('says that a name is taken', async () => {
  server.on(`POST ${KEYS}`, () =>
    refusal(409, 'CONFLICT', 'No', [{ field: 'name', message: 'is taken' }]),
  );

  await make();

  expect(await screen.findByText('Is taken.')).toBeInTheDocument();
});

it('rotates a key and shows the new one', async () => {
  let body: unknown;
  server.on(`POST ${KEYS}${ID}/rotate/`, async (request) => {
    body = await request.json();
    return { ...makeKey(), key: SECRET };
  });
  renderScreen(<ApiKeyList search="" withRevoked={false} />, { session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: /^Rotate/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Rotate' }));

  expect(await screen.findByText(SECRET)).toBeInTheDocument();
  expect(body).toMatchObject({ overlap_seconds: 86_400 });
});

it('revokes a key', async () => {
  server.on(`DELETE ${KEYS}${ID}/`, () => new Response(null, { status: 204 }));
  renderScreen(
    <>
      <Notifications />
      <ApiKeyList search="" withRevoked={false} />
    </>,
    { session: ADMIN },
  );

  await userEvent.click(await screen.findByRole('button', { name: /^Revoke/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }));

  expect(await screen.findByText('The key of Facility management is revoked.')).toBeInTheDocument();
});

it('tells expired from revoked, and lets an auditor only look', async () => {
  const past = '2026-01-01T00:00:00Z';
  server.on(
    `GET ${KEYS}`,
    pageOf(makeKey({ expires_at: past }), makeKey({ id: 'other', revoked_at: past })),
  );
  renderScreen(<ApiKeyList search="" withRevoked />, { session: AUDITOR });

  expect(await screen.findByText('Revoked')).toBeInTheDocument();
  expect(screen.getByText('Expired')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
