import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { SignInForm } from './sign-in-form';

const CODES_FROM = [
  { field: 'totp', message: 'a code of your authenticator app' },
  { field: 'email', message: 'a code sent by mail' },
  { field: 'recovery', message: 'one of your recovery codes' },
];
const SECRET = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/TTS', qr_svg: '<svg/>' };

let server: FakeServer;
let onSignedIn: ReturnType<typeof vi.fn<(codes: string[]) => void>>;

async function signIn() {
  renderScreen(<SignInForm onSignedIn={onSignedIn} />);
  await userEvent.type(screen.getByLabelText('Username or e-mail'), 'maria.reyes');
  await userEvent.type(screen.getByLabelText('Password'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

async function enterCode(code: string, label = 'Verification code') {
  await userEvent.type(await screen.findByRole('textbox', { name: label }), code);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

function refuse(status: number, code: string, more: object = {}) {
  server.on('POST /api/auth/token/', () =>
    Response.json({ error: 'No', code, ...more }, { status }),
  );
}

/** Lets nobody in without the code; `bodies` are what was sent. */
function wantCode(refusal: object, answer: object = {}) {
  const bodies: Record<string, unknown>[] = [];
  server.on('POST /api/auth/token/', async (request) => {
    const body = (await request.json()) as Record<string, unknown>;
    bodies.push(body);
    if (body.otp === undefined) return Response.json(refusal, { status: 401 });
    if (body.otp === '000000') {
      return Response.json({ error: 'No', code: 'OTP_INVALID' }, { status: 401 });
    }
    return answer;
  });
  return bodies;
}

beforeEach(() => {
  server = startFakeServer();
  onSignedIn = vi.fn();
});

it('sends the credentials and asks for cookies', async () => {
  let body: unknown;
  server.on('POST /api/auth/token/', async (request) => {
    body = await request.json();
    return {};
  });

  await signIn();

  expect(body).toEqual({ username: 'maria.reyes', password: 'secret' });
  expect(onSignedIn).toHaveBeenCalledWith([]);
});

it('says what to do after a wrong password', async () => {
  refuse(401, 'AUTH_FAILED');
  await signIn();

  expect(await screen.findByRole('alert')).toHaveTextContent('Check both and try again');
  expect(screen.getByRole('link', { name: 'Forgot your password?' })).toBeInTheDocument();
});

it('says to wait after too many attempts', async () => {
  refuse(429, 'RATE_LIMIT_EXCEEDED');
  await signIn();

  expect(await screen.findByRole('alert')).toHaveTextContent('Wait a little');
});

it('signs in with a code besides the password', async () => {
  const bodies = wantCode({ error: 'No', code: 'OTP_REQUIRED', details: CODES_FROM });
  await signIn();

  await enterCode('492039');

  expect(bodies.at(-1)).toEqual({ username: 'maria.reyes', password: 'secret', otp: '492039' });
  expect(onSignedIn).toHaveBeenCalledWith([]);
});

it('takes a recovery code instead', async () => {
  const bodies = wantCode({ error: 'No', code: 'OTP_REQUIRED', details: CODES_FROM });
  await signIn();

  await userEvent.click(await screen.findByRole('radio', { name: 'Recovery code' }));
  await enterCode('k7m2p-x9qwd', 'Recovery code');

  expect(bodies.at(-1)).toMatchObject({ otp: 'k7m2p-x9qwd' });
});

it('has a code mailed on demand', async () => {
  wantCode({ error: 'No', code: 'OTP_REQUIRED', details: CODES_FROM.slice(1) });
  server.on('POST /api/auth/token/code/', { message: 'On its way' });
  await signIn();

  await userEvent.click(await screen.findByRole('button', { name: 'Mail me a code' }));

  expect(await screen.findByText('A code is on its way to your address.')).toBeInTheDocument();
});

it('lets a wrong code be tried again', async () => {
  wantCode({ error: 'No', code: 'OTP_REQUIRED', details: CODES_FROM });
  await signIn();

  await enterCode('000000');

  expect(await screen.findByRole('alert')).toHaveTextContent('This code is not right');
  expect(screen.getByLabelText('Verification code')).toBeInTheDocument();
});

it('sets the second factor up that a role needs, and hands out recovery codes', async () => {
  const refusal = { error: 'No', code: 'ENROLMENT_REQUIRED', enrolment_token: 'for-setting-up' };
  wantCode(refusal, { recovery_codes: ['k7m2p-x9qwd'] });
  let authorization: string | null = null;
  server.on('POST /api/auth/api/v1/users/2fa/totp/', (request) => {
    authorization = request.headers.get('Authorization');
    return SECRET;
  });
  await signIn();

  expect(await screen.findByAltText('QR code for the authenticator app')).toBeInTheDocument();
  expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeInTheDocument();
  await enterCode('492039');

  expect(authorization).toBe('Bearer for-setting-up');
  expect(onSignedIn).toHaveBeenCalledWith(['k7m2p-x9qwd']);
});

it('says why the sign-in at the organisation’s provider failed', () => {
  renderScreen(<SignInForm onSignedIn={onSignedIn} openIdCode="AUTH_FAILED" />);

  expect(screen.getByRole('alert')).toHaveTextContent('does not open TTS');
});

it('asks for the second factor after the provider’s word too', async () => {
  const bodies: unknown[] = [];
  server.on('POST /api/auth/token/openid/second-factor/', async (request) => {
    const body = (await request.json()) as { otp?: string };
    bodies.push(body);
    if (body.otp) return { recovery_codes: [] };
    const details = CODES_FROM;
    return Response.json({ error: 'No', code: 'OTP_REQUIRED', details }, { status: 401 });
  });
  server.on('POST /api/auth/token/openid/code/', { message: 'On its way' });
  renderScreen(<SignInForm onSignedIn={onSignedIn} openIdCode="OTP_REQUIRED" />);

  await userEvent.click(await screen.findByRole('radio', { name: 'E-mail' }));
  await userEvent.click(screen.getByRole('button', { name: 'Mail me a code' }));
  expect(await screen.findByText('A code is on its way to your address.')).toBeInTheDocument();
  await enterCode('492039');

  await expect.poll(() => onSignedIn.mock.calls).toEqual([[[]]]);
  expect(bodies).toEqual([{}, { otp: '492039' }]);
});

it('offers the organisation’s account only where there is one', async () => {
  server.on('GET /api/auth/token/options/', { openid: true, registration: true });
  renderScreen(<SignInForm onSignedIn={onSignedIn} />);

  expect(
    await screen.findByRole('link', { name: 'Use your organisation’s account' }),
  ).toHaveAttribute('href', '/api/auth/token/openid/');
});
