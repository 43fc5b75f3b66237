import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import type { Integration } from '../integrations';
import { IntegrationList } from './integration-list';

const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };
const AUDITOR = { ...MARIA, roles: [{ system: 'TTS', role: 'Auditor' }] };
const CLOSED = { state: 'closed', failures: 0, opened_at: null, retry_at: null } as const;
const OPEN = {
  state: 'open',
  failures: 3,
  opened_at: new Date().toISOString(),
  retry_at: new Date(Date.now() + 120_000).toISOString(),
} as const;

function makeIntegration(adapter: string, changes: Partial<Integration> = {}): Integration {
  return {
    adapter,
    operations: [],
    breaker: CLOSED,
    calls: { waiting: 0, succeeded: 0, rejected: 0, failed: 0 },
    waiting: { questions: 0, decisions: 0 },
    requests: 0,
    error_rate: null,
    p50_ms: null,
    p95_ms: null,
    last_success: null,
    last_failure: null,
    last_error: null,
    testable: true,
    ...changes,
  };
}

const BROKEN_ERP = makeIntegration('erp', {
  breaker: OPEN,
  waiting: { questions: 1, decisions: 2 },
  requests: 40,
  error_rate: 0.075,
  p50_ms: 140,
  p95_ms: 700,
  last_error: { at: new Date().toISOString(), code: 'UNREACHABLE', reason: 'HTTP 503' },
});

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/workflow/integrations/', () =>
    Response.json([makeIntegration('ams'), BROKEN_ERP]),
  );
});

it('shows the system in trouble first, with what it costs', async () => {
  renderScreen(<IntegrationList />, { session: ADMIN });

  const [first, second] = await screen.findAllByRole('region');

  expect(first).toHaveAccessibleName('ERP');
  expect(first).toHaveTextContent('Left alone');
  expect(first).toHaveTextContent('7.5%');
  expect(first).toHaveTextContent('half within 140 ms, 95 % within 700 ms');
  expect(first).toHaveTextContent('1 to be asked, 2 to be decided');
  expect(first).toHaveTextContent('UNREACHABLE: HTTP 503');
  expect(second).toHaveAccessibleName('AMS');
  expect(second).toHaveTextContent('Never');
});

it('says what a test call found', async () => {
  server.on('POST /api/workflow/integrations/ams/test/', {
    status: 'fail',
    latency_ms: 0,
    message: 'ConnectionError',
  });
  renderScreen(<IntegrationList />, { session: ADMIN });

  const ams = await screen.findByRole('region', { name: 'AMS' });
  await userEvent.click(within(ams).getByRole('button', { name: 'Test call' }));

  expect(await within(ams).findByRole('status')).toHaveTextContent('No answer: ConnectionError');
});

it('closes the breaker of a system that is left alone', async () => {
  server.on('POST /api/workflow/integrations/erp/reset/', makeIntegration('erp'));
  renderScreen(
    <>
      <Notifications />
      <IntegrationList />
    </>,
    { session: ADMIN },
  );

  await userEvent.click(await screen.findByRole('button', { name: 'Call it again' }));

  expect(await screen.findByText('ERP is called again.')).toBeInTheDocument();
  expect(server.asked).toContain('POST /api/workflow/integrations/erp/reset/');
});

it('lets an auditor only look', async () => {
  renderScreen(<IntegrationList />, { session: AUDITOR });

  await screen.findByRole('region', { name: 'ERP' });

  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
