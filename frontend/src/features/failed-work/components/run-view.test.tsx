import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import type { RetryRun } from '../failed-work';
import { RunView } from './run-view';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };

function makeRun(facts: Partial<RetryRun> = {}): RetryRun {
  return {
    id: 4,
    cause: '0123456789abcdef',
    rate: 0.5,
    total: 10,
    reason: 'The mail server is back',
    actor_id: 1,
    actor_name: 'Alex Moreau',
    started_at: new Date(Date.now() - 10_000).toISOString(),
    last_at: new Date(Date.now() + 10_000).toISOString(),
    stopped_at: null,
    kept_back: 0,
    done: 4,
    failed: 1,
    remaining: 5,
    ...facts,
  };
}

let server: FakeServer;

function show(run: RetryRun, session = ADMIN) {
  return renderScreen(
    <>
      <Notifications />
      <RunView service="ticket" run={run} />
    </>,
    { session },
  );
}

beforeEach(() => {
  server = startFakeServer();
});

it('says how far it is, who started it and why', () => {
  show(makeRun());

  expect(screen.getByRole('status')).toHaveTextContent('4 processed, 1 failed again, 5 to come');
  expect(screen.getByText('Alex Moreau')).toBeInTheDocument();
  expect(screen.getByText('The mail server is back')).toBeInTheDocument();
});

it('is stopped by an admin and says how many were kept back', async () => {
  server.on(
    'POST /api/ticket/dead-letters/runs/4/stop/',
    makeRun({ kept_back: 5, remaining: 0, stopped_at: new Date().toISOString() }),
  );
  show(makeRun());

  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));

  expect(
    await screen.findByText('5 messages were kept back and are open again.'),
  ).toBeInTheDocument();
});

it.each([
  ['has come to its end', makeRun({ remaining: 0 }), ADMIN],
  ['was stopped', makeRun({ stopped_at: new Date().toISOString() }), ADMIN],
  ['is seen by somebody who only reads', makeRun(), MARIA],
])('cannot be stopped when it %s', (_, run, session) => {
  show(run, session);

  expect(screen.queryByRole('button', { name: 'Stop' })).not.toBeInTheDocument();
});
