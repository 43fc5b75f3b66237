import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { ChangePasswordForm } from './change-form';
import { ForgotForm } from './forgot-form';
import { ResetForm } from './reset-form';

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
});

function refuse(route: string, status: number, code: string, field = '', message = '') {
  const details = field ? [{ field, message }] : [];
  server.on(route, () => Response.json({ error: 'No', code, details }, { status }));
}

it('asks for a link by address and says where to look', async () => {
  let body: unknown;
  server.on('POST /api/auth/password/forgot/', async (request) => {
    body = await request.json();
    return Response.json({ message: 'Sent' }, { status: 202 });
  });
  renderScreen(<ForgotForm />);

  await userEvent.type(screen.getByLabelText('Username or e-mail'), 'ana.cruz@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Mail me a link' }));

  expect(await screen.findByRole('status')).toHaveTextContent('Look into your mailbox');
  expect(body).toEqual({ email: 'ana.cruz@example.com' });
});

it('sets a new password and leads to signing in', async () => {
  server.on('POST /api/auth/password/reset/', () => new Response(null, { status: 204 }));
  renderScreen(<ResetForm token="q0Jc" />);

  await userEvent.type(screen.getByLabelText('New password'), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Set the password' }));

  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
});

it('says what is wrong with a new password', async () => {
  refuse('POST /api/auth/password/reset/', 400, 'VALIDATION_ERROR', 'new_password', 'too common');
  renderScreen(<ResetForm token="q0Jc" />);

  await userEvent.type(screen.getByLabelText('New password'), 'password12');
  await userEvent.click(screen.getByRole('button', { name: 'Set the password' }));

  expect(await screen.findByText('Too common.')).toBeInTheDocument();
});

it('offers a new link when the old one is spent', async () => {
  refuse('POST /api/auth/password/reset/', 410, 'LINK_INVALID');
  renderScreen(<ResetForm token="q0Jc" />);

  await userEvent.type(screen.getByLabelText('New password'), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Set the password' }));

  expect(await screen.findByRole('link', { name: 'Get a new link' })).toHaveAttribute(
    'href',
    '/forgot-password',
  );
});

it('changes the password', async () => {
  server.on('POST /api/auth/password/change/', () => new Response(null, { status: 204 }));
  renderScreen(
    <>
      <Notifications />
      <ChangePasswordForm />
    </>,
  );

  await userEvent.type(screen.getByLabelText('Present password'), 'the old one');
  await userEvent.type(screen.getByLabelText('New password'), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Change the password' }));

  expect(await screen.findByText('Your password was changed.')).toBeInTheDocument();
});

it('says that the present password is wrong', async () => {
  const message = 'is not your password';
  refuse('POST /api/auth/password/change/', 400, 'VALIDATION_ERROR', 'current_password', message);
  renderScreen(<ChangePasswordForm />);

  await userEvent.type(screen.getByLabelText('Present password'), 'wrong');
  await userEvent.type(screen.getByLabelText('New password'), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Change the password' }));

  expect(await screen.findByText('Is not your password.')).toBeInTheDocument();
});
