import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import type { BulkJob } from '../bulk';
import { BulkBar } from './bulk-bar';

const JOBS = '/api/workflow/tasks/bulk/';
const CHOSEN = { tasks: [{ task_id: 450, version: 3 }] };

let server: FakeServer;
const onClear = vi.fn();

function makeJob(facts: Partial<BulkJob> = {}): BulkJob {
  return {
    id: 'j1',
    action: 'hold',
    arguments: {},
    state: 'previewed',
    trying: false,
    total: 3,
    waiting: 2,
    done: 0,
    refused: 1,
    cancelled: 0,
    created_at: '2026-11-21T10:00:00Z',
    started_at: null,
    finished_at: null,
    undo_of: null,
    undone_by: null,
    undo_until: null,
    refusals: [],
    ...facts,
  };
}

function is(job: BulkJob) {
  server.on(`GET ${JOBS}${job.id}/`, job);
  return job;
}

async function choose(act: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Act on them' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: act }));
}

beforeEach(() => {
  server = startFakeServer();
  onClear.mockReset();
  server.on(`GET ${JOBS}j1/items/`, {
    count: 1,
    next: null,
    results: [{ task_id: 7, number: 'T-7', title: 'Printer', message: 'Bob has this work' }],
  });
});

it('shows what would happen before anything does', async () => {
  const bodies: unknown[] = [];
  server.on(`POST ${JOBS}`, async (request: Request) => {
    bodies.push(await request.json());
    return Response.json(is(makeJob()), { status: 201 });
  });
  renderScreen(<BulkBar count={1} chosen={CHOSEN} onClear={onClear} />);

  await choose('Put them on hold');
  await userEvent.type(await screen.findByLabelText(/Reason/), 'Holidays');
  await userEvent.click(screen.getByRole('button', { name: 'Preview' }));

  expect(await screen.findByText('2 would be done')).toBeInTheDocument();
  expect(screen.getByText('1 would be left out')).toBeInTheDocument();
  expect(await screen.findByText(/Bob has this work/)).toBeInTheDocument();
  expect(bodies).toEqual([
    { action: 'hold', arguments: { code: 'other', reason: 'Holidays' }, ...CHOSEN },
  ]);
  expect(server.asked).not.toContain(`POST ${JOBS}j1/start/`);
});

it('runs, says what became of each, and takes it back', async () => {
  const undoUntil = new Date(Date.now() + 600_000).toISOString();
  server.on(`POST ${JOBS}`, () => Response.json(is(makeJob({ refused: 0 })), { status: 201 }));
  const over = { state: 'done' as const, waiting: 0, done: 2, refused: 0 };
  server.on(`POST ${JOBS}j1/start/`, () => is(makeJob({ ...over, undo_until: undoUntil })));
  server.on(`POST ${JOBS}j1/undo/`, () => is(makeJob({ ...over, id: 'j2', undo_of: 'j1' })));
  renderScreen(<BulkBar count={2} chosen={{ filter: { view: 'all' } }} onClear={onClear} />);
  expect(screen.getByText('All that match are chosen')).toBeInTheDocument();

  await choose('Take them');
  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Do it to 2' }));
  expect(await screen.findByText('2 done')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Take it back' }));

  expect(await screen.findByText('Taken back')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(onClear).toHaveBeenCalled());
});

it('does nothing when every ticket refuses', async () => {
  server.on(`POST ${JOBS}`, () => Response.json(is(makeJob({ waiting: 0, refused: 3 }))));
  renderScreen(<BulkBar count={1} chosen={CHOSEN} onClear={onClear} />);

  await choose('Take them');
  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }));

  expect(await screen.findByRole('button', { name: /Do it to/ })).toBeDisabled();
});

it('tries many on a few first, and goes on when told', async () => {
  const many = { total: 30, refused: 0 };
  server.on(`POST ${JOBS}`, () =>
    Response.json(is(makeJob({ ...many, waiting: 30 })), { status: 201 }),
  );
  const steps = [
    makeJob({ ...many, state: 'tried', waiting: 25, done: 5 }),
    makeJob({ ...many, state: 'done', waiting: 0, done: 30 }),
  ];
  server.on(`POST ${JOBS}j1/start/`, () => is(steps.shift() ?? makeJob()));
  renderScreen(<BulkBar count={30} chosen={CHOSEN} onClear={onClear} />);

  await choose('Take them');
  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Try it on 5 first' }));
  expect(await screen.findByText('5 done')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled();
  await userEvent.click(screen.getByRole('button', { name: 'Go on with 25' }));

  expect(await screen.findByText('30 done')).toBeInTheDocument();
});

it('leaves the others alone when the trial is left', async () => {
  server.on(`POST ${JOBS}`, () =>
    Response.json(is(makeJob({ total: 30, waiting: 30, refused: 0 })), { status: 201 }),
  );
  server.on(`POST ${JOBS}j1/start/`, () => is(makeJob({ state: 'tried', waiting: 25, done: 5 })));
  server.on(`POST ${JOBS}j1/cancel/`, () => is(makeJob({ state: 'cancelled', cancelled: 25 })));
  renderScreen(<BulkBar count={30} chosen={CHOSEN} onClear={onClear} />);
  await choose('Take them');
  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Try it on 5 first' }));
  await screen.findByText('5 done');

  await userEvent.keyboard('{Escape}');

  await waitFor(() => expect(server.asked).toContain(`POST ${JOBS}j1/cancel/`));
});

it('saves what is chosen as a file with the columns on the screen', async () => {
  const bodies: unknown[] = [];
  server.on('POST /api/workflow/tasks/export/', async (request: Request) => {
    bodies.push(await request.json());
    return new Response('title\r\nPrinter\r\n', { headers: { 'Content-Type': 'text/csv' } });
  });
  const saved: Blob[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        saved.push(blob);
        return 'blob:file';
      },
      revokeObjectURL: vi.fn(),
    }),
  );
  renderScreen(<BulkBar count={1} chosen={CHOSEN} onClear={onClear} columns={['title']} />);

  await userEvent.click(screen.getByRole('button', { name: 'Save as CSV' }));

  await waitFor(() => expect(saved).toHaveLength(1));
  expect(bodies).toEqual([{ task_ids: [450], columns: ['title'] }]);
});
