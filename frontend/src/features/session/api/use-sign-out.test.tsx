import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { startFakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { useMe } from './use-me';
import { useSignOut } from './use-sign-out';

function Badge() {
  const me = useMe();
  const signOut = useSignOut();
  return <button onClick={() => signOut.mutate()}>{me.data?.fullName ?? 'nobody'}</button>;
}

it('shows at once that nobody is signed in any more', async () => {
  const server = startFakeServer();
  server.on('GET /api/auth/api/v1/users/me/', {
    id: 11,
    username: 'maria.reyes',
    full_name: 'Maria Reyes',
    email: 'maria.reyes@example.com',
    roles: [],
  });
  server.on('POST /api/auth/logout/', () => new Response(null, { status: 204 }));
  renderScreen(<Badge />);

  await userEvent.click(await screen.findByRole('button', { name: 'Maria Reyes' }));

  expect(await screen.findByRole('button', { name: 'nobody' })).toBeInTheDocument();
});
