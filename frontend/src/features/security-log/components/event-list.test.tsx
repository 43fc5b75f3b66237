import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { AUDITOR, refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import { readFilter } from '../security-log';
import { EventList } from './event-list';

const AUDIT = 'GET /api/auth/api/v1/audit/';
const EVENT = {
  id: 4711,
  at: '2026-11-21T09:14:03Z',
  actor_kind: 'person',
  actor_id: 1,
  actor_name: 'Ada Admin',
  action: 'role.revoked',
  object_type: 'person',
  object_id: '12',
  before: { system: 'TTS', role: 'IT Support' },
  after: {},
  reason: '',
  correlation_id: '3e9d8a6e-1f5c-4a9e-8f6f-0f4a4bb4b0d1',
  address: '192.0.2.7',
  user_agent: 'Mozilla/5.0',
};
const ALL = readFilter(new URLSearchParams());
let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
});

it('shows an act, and what it changed on demand', async () => {
  server.on(AUDIT, { next: null, previous: null, results: [EVENT] });
  renderScreen(<EventList filter={ALL} />, { session: AUDITOR });

  expect(await screen.findByText('Role revoked')).toBeInTheDocument();
  expect(screen.getByText('Ada Admin')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Details: Role revoked' }));

  expect(screen.getByText('IT Support → –')).toBeInTheDocument();
  expect(screen.getByText(EVENT.correlation_id)).toBeInTheDocument();
});

it('goes on to older acts', async () => {
  server.on(AUDIT, (request) =>
    new URL(request.url).searchParams.get('cursor') === 'cD00'
      ? { next: null, previous: null, results: [{ ...EVENT, id: 1, action: 'sign_in.failed' }] }
      : { next: `${location.origin}/api/?cursor=cD00`, previous: null, results: [EVENT] },
  );
  renderScreen(<EventList filter={ALL} />, { session: AUDITOR });

  await userEvent.click(await screen.findByRole('button', { name: 'Load more' }));

  expect(await screen.findByText('Sign in failed')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});

it('says why the log cannot be shown', async () => {
  server.on(AUDIT, () => refusal(403, 'PERMISSION_DENIED', 'Needs a role that allows audit.read'));
  renderScreen(<EventList filter={ALL} />, { session: AUDITOR });

  expect(await screen.findByRole('alert')).toHaveTextContent('Needs a role');
});
