import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { SignInForm } from './sign-in-form';

let server: FakeServer;

async function signIn() {
  renderScreen(<SignInForm />);
  await userEvent.type(screen.getByLabelText('Username or e-mail'), 'maria.reyes');
  await userEvent.type(screen.getByLabelText('Password'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

function refuse(status: number, code: string) {
  server.on('POST /api/auth/token/', () => Response.json({ error: 'No', code }, { status }));
}

beforeEach(() => {
  server = startFakeServer();
});

it('sends the credentials and asks for cookies', async () => {
  let body: unknown;
  server.on('POST /api/auth/token/', async (request) => {
    body = await request.json();
    return {};
  });

  await signIn();

  expect(body).toEqual({ username: 'maria.reyes', password: 'secret' });
});

it('says what to do after a wrong password', async () => {
  refuse(401, 'AUTH_FAILED');
  await signIn();

  expect(await screen.findByRole('alert')).toHaveTextContent('Check both and try again');
});

it('says to wait after too many attempts', async () => {
  refuse(429, 'RATE_LIMIT_EXCEEDED');
  await signIn();

  expect(await screen.findByRole('alert')).toHaveTextContent('Wait a little');
});

it('asks for the code when the account needs one', async () => {
  refuse(401, 'OTP_REQUIRED');
  await signIn();

  expect(await screen.findByLabelText('Verification code')).toBeInTheDocument();
});
