import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { EndAllButton, SessionList } from './session-list';

const OWN = '/api/auth/api/v1/users/me/sessions/';
const HERE = {
  id: 'a',
  device: 'Firefox on Linux',
  address: '127.0.0.1',
  user_agent: '',
  created_at: '2026-11-21T09:00:00Z',
  last_used_at: '2026-11-21T10:00:00Z',
  current: true,
};
const ELSEWHERE = { ...HERE, id: 'b', device: 'Safari on iPhone', current: false };
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(`GET ${OWN}`, { count: 2, next: null, results: [HERE, ELSEWHERE] });
});

it('ends another session, not the present one', async () => {
  server.on(`DELETE ${OWN}b/`, () => {
    server.on(`GET ${OWN}`, { count: 1, next: null, results: [HERE] });
    return new Response(null, { status: 204 });
  });
  renderScreen(<SessionList owner="me" />);

  expect(await screen.findByText('This one')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Firefox/ })).not.toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'End the session on Safari on iPhone' }),
  );

  expect(await screen.findAllByRole('listitem')).toHaveLength(1);
});

it('says why all others could not be ended', async () => {
  server.on(`DELETE ${OWN}`, () =>
    Response.json({ error: 'The database cannot be reached just now' }, { status: 503 }),
  );
  renderScreen(
    <>
      <Notifications />
      <EndAllButton owner="me" />
    </>,
  );

  await userEvent.click(screen.getByRole('button', { name: 'Sign out everywhere else' }));

  expect(await screen.findByText('The database cannot be reached just now')).toBeInTheDocument();
});
