import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { AccessAnswer } from './access-answer';

const CHECK = 'GET /api/auth/api/v1/access-check/';
const QUESTION = { user: 4, action: 'tasks.direct' } as const;
const YES = {
  allowed: true,
  action: 'tasks.direct',
  reach: 'owned',
  user_id: 4,
  roles: [{ system: 'TTS', role: 'Ticket Coordinator' }],
  because: [{ role: 'Ticket Coordinator', reach: 'owned' }],
  needed: [],
  missing: '',
  explanation: '',
};
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
});

it('says yes, how far, and by which role', async () => {
  server.on(CHECK, YES);
  renderScreen(<AccessAnswer question={QUESTION} />, { session: ADMIN });

  expect(await screen.findByRole('status')).toHaveTextContent('YesOn what they own or work on');
  expect(screen.getByText('Ticket Coordinator: On what they own or work on')).toBeInTheDocument();
});

it('says no, and which roles would do', async () => {
  const needed = ['Admin', 'Manager'];
  server.on(CHECK, { ...YES, allowed: false, reach: null, because: [], needed });
  renderScreen(<AccessAnswer question={QUESTION} />, { session: ADMIN });

  expect(await screen.findByRole('status')).toHaveTextContent('None of their roles allows it');
  expect(screen.getByText('Admin, Manager')).toBeInTheDocument();
});

it('names what stands in the way besides roles', async () => {
  server.on(CHECK, { ...YES, allowed: false, reach: null, missing: 'The person was deleted.' });
  renderScreen(<AccessAnswer question={QUESTION} />, { session: ADMIN });

  expect(await screen.findByRole('status')).toHaveTextContent('The person was deleted.');
});

it('says that there is no such person', async () => {
  server.on(CHECK, () => refusal(404, 'RESOURCE_NOT_FOUND', 'There is no person 4'));
  renderScreen(<AccessAnswer question={QUESTION} />, { session: ADMIN });

  expect(await screen.findByRole('alert')).toHaveTextContent('There is no person 4');
});
