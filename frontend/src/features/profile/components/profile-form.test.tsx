import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { speak } from '@/shared/lib/i18n/spoken';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import type { Profile } from '../profile';
import { AddressForm } from './address-form';
import { ConfirmAddress } from './confirm-address';
import { ProfileForm } from './profile-form';

const ME = '/api/auth/api/v1/users/me/';
const PROFILE: Profile = {
  id: 11,
  username: 'maria.reyes',
  email: 'maria.reyes@example.com',
  full_name: 'Maria Reyes',
  department: 'IT',
  is_active: true,
  roles: [],
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:00:00Z',
  language: 'system',
  time_zone: 'Europe/Berlin',
  theme: 'system',
};
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${ME}`, PROFILE);
});

afterEach(() => speak('en'));

async function rename(field: RegExp, text: string) {
  const input = await screen.findByLabelText(field);
  await userEvent.clear(input);
  await userEvent.type(input, text);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
}

it('sends only what was changed', async () => {
  let body: unknown;
  server.on(`PATCH ${ME}`, async (request) => {
    body = await request.json();
    return PROFILE;
  });
  renderScreen(
    <>
      <Notifications />
      <ProfileForm />
    </>,
  );

  await rename(/Full name/, 'Maria Reyes Ortiz');

  expect(await screen.findByText('Your profile is saved.')).toBeInTheDocument();
  expect(body).toEqual({ full_name: 'Maria Reyes Ortiz' });
});

it('goes on in the language that was chosen', async () => {
  let own = PROFILE;
  server.on(`GET ${ME}`, () => own);
  server.on(`PATCH ${ME}`, async (request) => {
    own = { ...own, ...((await request.json()) as object), updated_at: '2026-11-21T11:00:00Z' };
    return own;
  });
  renderScreen(
    <>
      <Notifications />
      <ProfileForm />
    </>,
  );

  await userEvent.click(await screen.findByLabelText('Language', { selector: 'input' }));
  await userEvent.click(screen.getByText('Deutsch'));
  await userEvent.click(screen.getByText('Save'));

  expect(await screen.findByText('Ihr Profil ist gespeichert.')).toBeInTheDocument();
  expect(own.language).toBe('de');
});

it('names the field that an Admin has to change', async () => {
  const details = [{ field: 'department', message: 'is set by an Admin' }];
  server.on(`PATCH ${ME}`, () =>
    Response.json({ error: 'No', code: 'CONFLICT', details }, { status: 409 }),
  );
  renderScreen(<ProfileForm />);

  await rename(/Department/, 'Finance');

  expect(await screen.findByText('Is set by an Admin.')).toBeInTheDocument();
});

it('has a link mailed to a new address', async () => {
  server.on(`POST ${ME}email/`, () => Response.json({ message: 'Asked' }, { status: 202 }));
  renderScreen(<AddressForm />);

  await userEvent.type(screen.getByLabelText('New address'), 'maria@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'secret');
  await userEvent.click(screen.getByRole('button', { name: 'Mail a link to it' }));

  expect(await screen.findByText(/the present one stays/)).toBeInTheDocument();
});

it('makes the new address one’s own, or says that the link is spent', async () => {
  const route = 'POST /api/auth/api/v1/users/email/confirm/';
  server.on(route, () => new Response(null, { status: 204 }));
  const { unmount } = renderScreen(<ConfirmAddress token="q0Jc" />);
  await userEvent.click(screen.getByRole('button', { name: 'Make it my address' }));
  expect(await screen.findByRole('status')).toHaveTextContent('It is your address now');
  unmount();

  server.on(route, () => Response.json({ error: 'No', code: 'LINK_INVALID' }, { status: 410 }));
  renderScreen(<ConfirmAddress token="q0Jc" />);
  await userEvent.click(screen.getByRole('button', { name: 'Make it my address' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Ask for a new one in your profile');
});
