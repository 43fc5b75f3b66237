import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { AcceptInvitation } from './accept-invitation';

const PREVIEW = 'POST /api/auth/api/v1/invitations/preview/';
const ACCEPT = 'POST /api/auth/api/v1/invitations/accept/';
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(PREVIEW, {
    email: 'zoe.lind@example.com',
    full_name: 'Zoë Lind',
    department: 'IT',
    roles: [{ system: 'TTS', role: 'IT Support' }],
    expires_at: '2026-11-28T10:00:00Z',
  });
});

it('shows what is offered and opens the account', async () => {
  let body: unknown;
  server.on(ACCEPT, async (request) => {
    body = await request.json();
    return Response.json({ username: 'zoe.lind' }, { status: 201 });
  });
  renderScreen(<AcceptInvitation token="q0Jc" />);

  expect(await screen.findByText('IT Support (TTS)')).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText(/^Password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Open the account' }));

  expect(await screen.findByRole('status')).toHaveTextContent('Your username is zoe.lind');
  expect(body).toEqual({ token: 'q0Jc', full_name: 'Zoë Lind', password: 'violet tractor 42' });
});

it('keeps the form when the username is taken', async () => {
  const details = [{ field: 'username', message: 'is taken' }];
  server.on(ACCEPT, () =>
    Response.json({ error: 'No', code: 'CONFLICT', details }, { status: 409 }),
  );
  renderScreen(<AcceptInvitation token="q0Jc" />);

  await userEvent.type(await screen.findByLabelText(/^Username/), 'admin');
  await userEvent.type(screen.getByLabelText(/^Password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Open the account' }));

  expect(await screen.findByText('Is taken.')).toBeInTheDocument();
  expect(screen.getByLabelText(/^Username/)).toHaveValue('admin');
});

it('says what to do about a spent link', async () => {
  server.on(PREVIEW, () => Response.json({ error: 'No', code: 'LINK_INVALID' }, { status: 410 }));
  renderScreen(<AcceptInvitation token="q0Jc" />);

  expect(await screen.findByRole('alert')).toHaveTextContent('ask whoever invited you');
  expect(screen.getByRole('link', { name: 'Sign in' })).toBeInTheDocument();
});
