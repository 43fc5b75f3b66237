import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, makePerson, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { CreatePersonDialog } from './create-person-dialog';
import { PeopleList } from './people-list';

const PEOPLE = 'GET /api/auth/api/v1/users/';
const EVERYBODY = { search: '', role: null, state: null };
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
});

it('lists people with what they may do, and asks for what was filtered', async () => {
  let query = '';
  server.on(PEOPLE, (request) => {
    query = new URL(request.url).search;
    return pageOf(makePerson({ is_active: false }));
  });

  renderScreen(<PeopleList filter={{ search: 'zoe', role: 'IT Support', state: 'inactive' }} />, {
    session: ADMIN,
  });

  expect(await screen.findByRole('link', { name: 'Zoë Lind' })).toHaveAttribute(
    'href',
    '/people/12',
  );
  expect(screen.getByText('Deactivated')).toBeInTheDocument();
  expect(screen.getByText('IT Support')).toBeInTheDocument();
  expect(query).toContain('search=zoe');
  expect(query).toContain('role=IT%20Support');
  expect(query).toContain('is_active=false');
});

it('says when nobody matches', async () => {
  server.on(PEOPLE, pageOf());
  renderScreen(<PeopleList filter={EVERYBODY} />, { session: ADMIN });

  expect(await screen.findByText('Nobody matches')).toBeInTheDocument();
});

it('names the reason and offers to try again when the list does not come', async () => {
  server.on(PEOPLE, () => refusal(503, 'SERVICE_UNAVAILABLE', 'The database cannot be reached'));
  renderScreen(<PeopleList filter={EVERYBODY} />, { session: ADMIN });

  expect(await screen.findByRole('alert')).toHaveTextContent('The database cannot be reached');
  expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
});

async function fillIn() {
  await userEvent.type(screen.getByLabelText(/Full name/), 'Zoë Lind');
  await userEvent.type(screen.getByLabelText(/Username/), 'zoe.lind');
  await userEvent.type(screen.getByLabelText(/E-mail/), 'zoe.lind@example.com');
  await userEvent.type(screen.getByLabelText(/First password/), 'violet tractor 42');
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
}

it('adds somebody and goes on to them', async () => {
  server.on('POST /api/auth/api/v1/users/', () => Response.json(makePerson(), { status: 201 }));
  const { router } = renderScreen(<CreatePersonDialog onClose={() => undefined} />, {
    session: ADMIN,
  });

  await fillIn();

  await expect.poll(() => router.state.location.pathname).toBe('/people/12');
});

it('names the field that is taken', async () => {
  server.on('POST /api/auth/api/v1/users/', () =>
    refusal(409, 'CONFLICT', 'This username is already taken', [
      { field: 'username', message: 'is already taken' },
    ]),
  );
  renderScreen(<CreatePersonDialog onClose={() => undefined} />, { session: ADMIN });

  await fillIn();

  expect(await screen.findByText('Is already taken.')).toBeInTheDocument();
});
