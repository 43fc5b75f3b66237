import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { RegisterForm } from './register-form';
import { VerifyEmail } from './verify-email';

const REGISTER = 'POST /api/auth/api/v1/hdts/employees/register/';
const VERIFY = 'POST /api/auth/api/v1/hdts/employees/verify-email/';
let server: FakeServer;

async function register() {
  renderScreen(<RegisterForm />);
  await userEvent.type(screen.getByLabelText(/Full name/), 'Ana Cruz');
  await userEvent.type(screen.getByLabelText(/E-mail/), 'ana.cruz@example.com');
  await userEvent.type(screen.getByLabelText(/^Password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Register' }));
}

beforeEach(() => {
  server = startFakeServer();
});

it('registers and says what comes next', async () => {
  server.on(REGISTER, () => Response.json({ message: 'Sent' }, { status: 202 }));

  await register();

  expect(await screen.findByRole('status')).toHaveTextContent('Follow the link in it');
});

it('names the field that was refused', async () => {
  const details = [{ field: 'password', message: 'This password is too common.' }];
  server.on(REGISTER, () =>
    Response.json({ error: 'No', code: 'VALIDATION_ERROR', details }, { status: 400 }),
  );

  await register();

  expect(await screen.findByText('This password is too common.')).toBeInTheDocument();
});

it('proves the address only when asked to', async () => {
  server.on(VERIFY, { message: 'Confirmed' });
  renderScreen(<VerifyEmail token="q0Jc" />);
  expect(server.asked).toEqual([]);

  await userEvent.type(screen.getByLabelText(/^Password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Yes, it is mine' }));

  expect(await screen.findByRole('status')).toHaveTextContent('An administrator decides');
});

it('says when the password is not the one of the form', async () => {
  server.on(VERIFY, () =>
    refusal(400, 'VALIDATION_ERROR', 'Validation failed', [
      { field: 'password', message: 'is not the password of this registration' },
    ]),
  );
  renderScreen(<VerifyEmail token="q0Jc" />);

  await userEvent.type(screen.getByLabelText(/^Password/), 'another');
  await userEvent.click(screen.getByRole('button', { name: 'Yes, it is mine' }));

  expect(await screen.findByText('Is not the password of this registration.')).toBeInTheDocument();
});

it('leads on from a link that is spent', async () => {
  server.on(VERIFY, () => Response.json({ error: 'No', code: 'LINK_INVALID' }, { status: 410 }));
  renderScreen(<VerifyEmail token="q0Jc" />);

  await userEvent.type(screen.getByLabelText(/^Password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Yes, it is mine' }));

  expect(await screen.findByRole('link', { name: 'Register again' })).toBeInTheDocument();
});
