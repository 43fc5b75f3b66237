import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, AUDITOR, makeRole, pageOf, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { SystemList } from './system-list';

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on(
    'GET /api/auth/api/v1/systems/',
    pageOf(
      { id: 1, name: 'TTS', description: 'Tickets' },
      { id: 2, name: 'HDTS', description: '' },
    ),
  );
  server.on(
    'GET /api/auth/api/v1/roles/',
    pageOf(
      makeRole({ requires_second_factor: true }),
      makeRole({ id: 9, system: 'HDTS', name: 'Employee' }),
    ),
  );
});

it('shows each system with its own roles', async () => {
  renderScreen(<SystemList />, { session: AUDITOR });

  const tts = await screen.findByRole('region', { name: 'TTS' });

  expect(tts).toHaveTextContent('IT Support');
  expect(tts).toHaveTextContent('Second factor');
  expect(tts).not.toHaveTextContent('Employee');
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('changes only what was touched', async () => {
  let body: unknown;
  server.on('PATCH /api/auth/api/v1/roles/6/', async (request) => {
    body = await request.json();
    return makeRole();
  });
  renderScreen(<SystemList />, { session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: 'Edit IT Support' }));
  await userEvent.click(await screen.findByLabelText('Whoever holds it needs a second factor'));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));

  await expect.poll(() => body).toEqual({ requires_second_factor: false });
});

it('says that a name is taken', async () => {
  server.on('POST /api/auth/api/v1/roles/', () =>
    refusal(409, 'CONFLICT', 'No', [{ field: 'name', message: 'is taken in this system' }]),
  );
  renderScreen(<SystemList />, { session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: 'New role in TTS' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/^Name/), 'IT Support');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));

  expect(await within(dialog).findByText('Is taken in this system.')).toBeInTheDocument();
});
