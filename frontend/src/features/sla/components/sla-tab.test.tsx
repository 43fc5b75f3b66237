import { Notifications } from '@mantine/notifications';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { ADMIN } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import type { Clock } from '../clock';
import { SlaTab } from './sla-tab';

const TASK = { task_id: 7, number: 'T-7', priority: 'high', version: 3, completed_at: null };
const CLOCK = '/api/workflow/tasks/7/sla/';

function makeClock(facts: Partial<Clock> = {}): Clock {
  return {
    task_id: 7,
    priority: 'high',
    target_seconds: 8 * 3600,
    used_seconds: 3600,
    remaining_seconds: 7 * 3600,
    paused_seconds: 4200,
    adjusted_seconds: 0,
    started_at: '2026-11-23T14:20:00Z',
    deadline: '2026-11-24T13:20:00Z',
    at_risk_at: '2026-11-24T11:20:00Z',
    step_deadline: null,
    step_target_seconds: null,
    state: 'ok',
    calendar: 'Manila',
    time_zone: 'Asia/Manila',
    workflow_version: 2,
    cycle: 1,
    sentence: '',
    segments: [
      {
        id: 31,
        counts: true,
        dispute: null,
        kind: 'running',
        started_at: '2026-11-23T14:20:00Z',
        ended_at: '2026-11-23T15:20:00Z',
        seconds: null,
        used_seconds: 3600,
        reason: '',
        rule: 'Manila (version 1)',
        actor_id: null,
        actor_name: '',
      },
      {
        id: 32,
        counts: true,
        dispute: null,
        kind: 'paused',
        started_at: '2026-11-23T15:20:00Z',
        ended_at: '2026-11-23T16:30:00Z',
        seconds: null,
        used_seconds: null,
        reason: 'Waiting for a spare part',
        rule: '',
        actor_id: 4,
        actor_name: 'Carla Reyes',
      },
    ],
    stretches: [
      {
        kind: 'running',
        started_at: '2026-11-23T14:20:00Z',
        ended_at: '2026-11-23T15:20:00Z',
        segment: 0,
      },
      {
        kind: 'paused',
        started_at: '2026-11-23T15:20:00Z',
        ended_at: '2026-11-23T16:30:00Z',
        segment: 1,
      },
    ],
    ladder: [],
    rungs: [],
    excluded_seconds: 0,
    may_change: true,
    may_dispute: true,
    may_decide: true,
    ...facts,
  };
}

// Dialogs with several fields, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
});

function show(facts: Partial<Clock> = {}) {
  server.on(`GET ${CLOCK}`, makeClock(facts));
  renderScreen(
    <>
      <Notifications />
      <SlaTab task={TASK} />
    </>,
    { session: ADMIN },
  );
}

it('says why it is due and shows who paused it', async () => {
  show();

  expect(await screen.findByText(/because 8 h of working time count from/)).toHaveTextContent(
    /paused 1 h 10 min\.$/,
  );
  expect(screen.getByText(/Waiting for a spare part/)).toBeInTheDocument();
  expect(screen.getByText(/by Carla Reyes/)).toBeInTheDocument();
  expect(screen.getByText(/counts in Manila \(version 1\)/)).toBeInTheDocument();
});

it('names no date while the clock stands still', async () => {
  show({ deadline: null, state: 'paused' });

  expect(await screen.findByText(/7 h of 8 h are left/)).toBeInTheDocument();
});

it('offers nothing to whoever may not change it', async () => {
  show({ may_change: false });

  await screen.findByText('Ledger');
  expect(screen.queryByRole('button', { name: 'Adjust' })).not.toBeInTheDocument();
});

it('takes time away with a reason', async () => {
  let body: unknown;
  server.on(`POST ${CLOCK}adjust/`, async (request) => {
    body = await request.json();
    return Response.json({});
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Adjust' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByText('Take time', { selector: 'span' }));
  await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Agreed with Finance');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take time' }));

  expect(await screen.findByText('The due time of T-7 is adjusted.')).toBeInTheDocument();
  expect(body).toEqual({ seconds: -3600, reason: 'Agreed with Finance', version: 3 });
});

it('shows the new due time before the priority is changed', async () => {
  const bodies: unknown[] = [];
  server.on('POST /api/workflow/tasks/7/priority/', async (request) => {
    bodies.push([new URL(request.url).search, await request.json()]);
    const standing = { priority: 'high', step_deadline: null, state: 'ok' };
    return Response.json({
      task_id: 7,
      dry_run: true,
      before: { ...standing, deadline: '2026-11-24T13:20:00Z' },
      after: { ...standing, deadline: '2026-11-23T18:20:00Z', state: 'breached' },
    });
  });
  show();

  await userEvent.click(await screen.findByRole('button', { name: 'Change priority' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('combobox', { name: /New priority/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'Urgent' }));

  expect(await within(dialog).findByText('It would be late at once.')).toBeInTheDocument();
  expect(bodies).toEqual([['?dry_run=true', { priority: 'urgent', reason: '?', version: 3 }]]);
});

it('disputes a line of the ledger with a reason, and no pause', async () => {
  let body: unknown;
  server.on(`POST ${CLOCK}disputes/`, async (request) => {
    body = await request.json();
    return Response.json(makeClock(), { status: 201 });
  });
  show();

  // Of the two lines one is a pause.
  await userEvent.click(await screen.findByRole('button', { name: 'Dispute…' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'The building was closed');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Dispute this time' }));

  expect(await screen.findByText('The dispute is raised.')).toBeInTheDocument();
  expect(body).toEqual({ segment_id: 31, reason: 'The building was closed', version: 3 });
});

const DISPUTE = {
  id: 5,
  state: 'open' as const,
  reason: 'The building was closed',
  raised_by_id: 11,
  raised_by_name: 'Maria Reyes',
  raised_at: '2026-11-23T16:00:00Z',
  decision: '',
  decided_by_name: '',
  decided_at: null,
};

function disputed(facts: Partial<typeof DISPUTE>): Clock['segments'] {
  const [first, ...others] = makeClock().segments;
  return first ? [{ ...first, dispute: { ...DISPUTE, ...facts } }, ...others] : [];
}

it('decides about the dispute of somebody else', async () => {
  let body: unknown;
  server.on(`POST ${CLOCK}disputes/5/decision/`, async (request) => {
    body = await request.json();
    return Response.json(makeClock());
  });
  show({ segments: disputed({}) });

  expect(await screen.findByText(/Disputed by Maria Reyes: The building/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Accept…' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Confirmed');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Accept the dispute' }));

  expect(await screen.findByText('The dispute is decided.')).toBeInTheDocument();
  expect(body).toEqual({ accepted: true, reason: 'Confirmed', version: 3 });
});

it('lets nobody decide about a dispute of their own', async () => {
  show({ segments: disputed({ raised_by_id: ADMIN.id }) });

  expect(await screen.findByText(/Not decided yet/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Accept…' })).not.toBeInTheDocument();
});
