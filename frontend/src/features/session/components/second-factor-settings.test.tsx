import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { SecondFactorSettings } from './second-factor-settings';

const STANDING = 'GET /api/auth/api/v1/users/2fa/';
const OFF = { is_required: false, methods: [], recovery_codes_left: 0 };
const ON = {
  is_required: false,
  methods: [{ method: 'totp', confirmed_at: '2026-11-21T10:00:00Z' }],
  recovery_codes_left: 7,
};

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(STANDING, OFF);
  server.on('POST /api/auth/api/v1/users/2fa/totp/', {
    secret: 'JBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/TTS',
    qr_svg: '<svg/>',
  });
});

it('switches the authenticator app on and shows recovery codes once', async () => {
  server.on('POST /api/auth/api/v1/users/2fa/totp/confirm/', () => {
    server.on(STANDING, ON);
    return { recovery_codes: ['k7m2p-x9qwd', 'm3n4p-q8rst'] };
  });
  renderScreen(<SecondFactorSettings />);

  await userEvent.click(await screen.findByRole('button', { name: 'Set up: Authenticator app' }));
  await userEvent.type(await screen.findByLabelText('Verification code'), '492039');
  await userEvent.click(screen.getByRole('button', { name: 'Switch on' }));

  const codes = await screen.findByRole('group', { name: 'Recovery codes' });
  expect(codes).toHaveTextContent('k7m2p-x9qwd');
  expect(screen.getByRole('link', { name: 'Save as a file' })).toHaveAttribute('download');
  await userEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  expect(await screen.findByText('7 of them are left')).toBeInTheDocument();
});

it('says that a code is wrong', async () => {
  server.on('POST /api/auth/api/v1/users/2fa/totp/confirm/', () =>
    Response.json(
      {
        error: 'Validation failed',
        code: 'VALIDATION_ERROR',
        details: [{ field: 'otp', message: 'is wrong, used or has expired' }],
      },
      { status: 400 },
    ),
  );
  renderScreen(<SecondFactorSettings />);

  await userEvent.click(await screen.findByRole('button', { name: 'Set up: Authenticator app' }));
  await userEvent.type(await screen.findByLabelText('Verification code'), '000000');
  await userEvent.click(screen.getByRole('button', { name: 'Switch on' }));

  const dialog = screen.getByRole('dialog');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('This code is not right');
});

it('explains why a role’s last method cannot be switched off', async () => {
  server.on(STANDING, ON);
  server.on('POST /api/auth/api/v1/users/2fa/totp/remove/', () =>
    Response.json(
      { error: 'Your role needs a second factor: set up another one first', code: 'CONFLICT' },
      { status: 409 },
    ),
  );
  renderScreen(<SecondFactorSettings />);

  await userEvent.click(await screen.findByRole('button', { name: /^Switch off: Auth/ }));
  await userEvent.type(await screen.findByLabelText('Password'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Switch off' }));

  const dialog = screen.getByRole('dialog');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Your role needs');
});
