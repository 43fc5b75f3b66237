import { useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { ApiError } from '@/shared/lib/api-error';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { MARIA, renderScreen } from '@/test/render';

import type { Incident } from '../incident';
import { IncidentBar } from './incident-bar';

const DEGRADED = 'GET /api/workflow/system/degraded/';
const ADMIN = { ...MARIA, roles: [{ system: 'TTS', role: 'Admin' }] };

function makeIncident(facts: Partial<Incident> = {}): Incident {
  return {
    part: 'broker',
    since: '2026-11-21T10:00:00Z',
    effect: 'New tickets reach people late.',
    still_works: 'Nothing is lost.',
    delayed_by_seconds: 125,
    detail: '',
    ...facts,
  };
}

const MAIL = makeIncident({
  part: 'mail',
  effect: 'E-mails arrive late.',
  delayed_by_seconds: null,
});

let server: FakeServer;

beforeEach(() => {
  sessionStorage.clear();
  server = startFakeServer();
});

it('shows nothing while everything works', async () => {
  server.on(DEGRADED, []);
  renderScreen(<IncidentBar />);

  await waitFor(() => expect(server.asked).toEqual([DEGRADED]));
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

it('says what is different and how late things are, reading out only the former', async () => {
  server.on(DEGRADED, [makeIncident()]);
  renderScreen(<IncidentBar />);

  await screen.findByText('Delayed by 2 m');
  expect(screen.getByRole('status')).toHaveTextContent(/^New tickets reach people late\.$/);
});

it('tells on demand of every incident and what still works', async () => {
  server.on(DEGRADED, [makeIncident(), MAIL]);
  renderScreen(<IncidentBar />);
  const more = await screen.findByRole('button', { name: 'and 1 more' });

  await userEvent.click(more);

  expect(more).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByText('E-mails arrive late.')).toBeInTheDocument();
  expect(screen.getAllByText(/Nothing is lost\./)).toHaveLength(2);
});

it('stays hidden for an incident that was dismissed, and comes back for the next', async () => {
  server.on(DEGRADED, [makeIncident()]);
  const first = renderScreen(<IncidentBar />);
  await userEvent.click(await screen.findByRole('button', { name: /^Hide/ }));
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  first.unmount();
  server.on(DEGRADED, [makeIncident(), MAIL]);

  renderScreen(<IncidentBar />);

  expect(await screen.findByText(/^E-mails arrive late./)).toHaveRole('status');
});

it('gives admins the reason and the way to the state of the system', async () => {
  server.on(DEGRADED, [makeIncident({ detail: 'Connection refused' })]);
  renderScreen(<IncidentBar />, { session: ADMIN });

  await userEvent.click(await screen.findByRole('button', { name: 'Details' }));

  expect(screen.getByText('broker: Connection refused')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'State of the system' })).toHaveAttribute(
    'href',
    '/system',
  );
});

it('leads nobody else there', async () => {
  server.on(DEGRADED, [makeIncident()]);
  renderScreen(<IncidentBar />);

  await userEvent.click(await screen.findByRole('button', { name: 'Details' }));

  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

it('says so when the service that would tell does not answer', async () => {
  server.on(DEGRADED, () => Response.json({}, { status: 502 }));
  renderScreen(<IncidentBar />);

  expect(await screen.findByText(/^TTS cannot load or save tasks/)).toHaveRole('status');
});

it('asks at once when something else could not be had', async () => {
  let failing = false;
  server.on(DEGRADED, () => (failing ? [makeIncident()] : Response.json({}, { status: 403 })));
  function Screen() {
    const query = useQuery({
      queryKey: ['anything'],
      queryFn: () => {
        failing = true;
        throw new ApiError('away', { status: 503, code: 'SERVICE_UNAVAILABLE' });
      },
      enabled: false,
    });
    return <button onClick={() => void query.refetch()}>Load</button>;
  }
  renderScreen(
    <>
      <IncidentBar />
      <Screen />
    </>,
  );
  await waitFor(() => expect(server.asked).toHaveLength(1));

  await userEvent.click(screen.getByRole('button', { name: 'Load' }));

  expect(await screen.findByText(/^New tickets/)).toHaveRole('status');
});
