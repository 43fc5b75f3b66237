import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { authorisedFetch } from '@/api/http';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { StepUpDialog } from './step-up-dialog';

const ACT = 'POST /api/workflow/workflows/1/deploy/';
let server: FakeServer;
let proven: boolean;

function act(): Promise<Response> {
  const address = new URL('/api/workflow/workflows/1/deploy/', location.href);
  return authorisedFetch(new Request(address, { method: 'POST', body: '{}' }));
}

beforeEach(() => {
  server = startFakeServer();
  proven = false;
  server.on(ACT, () =>
    proven
      ? Response.json({ deployed: true })
      : Response.json({ error: 'No', code: 'STEP_UP_REQUIRED' }, { status: 403 }),
  );
  server.on('GET /api/auth/api/v1/users/2fa/', {
    is_required: false,
    methods: [],
    recovery_codes_left: 0,
  });
  renderScreen(<StepUpDialog />);
});

it('asks for the password and repeats the request', async () => {
  server.on('POST /api/auth/token/step-up/', () => {
    proven = true;
    return { auth_time: 1 };
  });
  const answer = act();

  await userEvent.type(await screen.findByLabelText('Password'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));

  expect(await (await answer).json()).toEqual({ deployed: true });
});

it('asks for a code where the account has a second factor', async () => {
  server.on('GET /api/auth/api/v1/users/2fa/', {
    is_required: true,
    methods: [{ method: 'totp', confirmed_at: '2026-11-21T10:00:00Z' }],
    recovery_codes_left: 10,
  });
  let body: unknown;
  server.on('POST /api/auth/token/step-up/', async (request) => {
    proven = true;
    body = await request.json();
    return { auth_time: 1 };
  });
  const answer = act();

  await userEvent.type(await screen.findByLabelText('Verification code'), '492039');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));

  expect((await answer).status).toBe(200);
  expect(body).toEqual({ otp: '492039' });
});

it('gives the refusal back to whoever closes it', async () => {
  const answer = act();

  await userEvent.click(await screen.findByRole('button', { name: 'Close' }));

  expect((await answer).status).toBe(403);
});

it('names a wrong password and stays open', async () => {
  server.on('POST /api/auth/token/step-up/', () =>
    Response.json(
      {
        error: 'Validation failed',
        code: 'VALIDATION_ERROR',
        details: [{ field: 'password', message: 'is not your password' }],
      },
      { status: 400 },
    ),
  );
  void act();

  await userEvent.type(await screen.findByLabelText('Password'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));

  expect(await screen.findByText('Is not your password.')).toBeInTheDocument();
});
