import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { DesignerBench } from '@/test/designer-bench';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import type { Migration } from '@/features/designer/api/use-migrations';
import { MigrationBar } from './migration-bar';
import { RecountBar } from './recount-bar';
import { ReplayBar } from './replay-bar';

const MIGRATION = {
  id: 5,
  workflow_id: 7,
  to_version: 3,
  status: 'running',
  total: 40,
  done: 12,
  moved: 11,
  refused: 1,
  undone: 0,
};
const RECOUNT = { id: 9, status: 'running', total: 40, done: 10, changed: 4, breached: 1 };
const REPLAY = { id: 4, days: 30, status: 'running', done: 300, total: 900 };

let server: FakeServer;
let migration: typeof MIGRATION;

const listed = (...results: object[]) => ({ count: results.length, next: null, results });

beforeEach(() => {
  server = startFakeServer();
  migration = MIGRATION;
  server.on('GET /api/workflow/workflows/7/migrations/', () => listed(migration));
  for (const [word, status, moved] of [
    ['continue', 'running', 11],
    ['cancel', 'cancelled', 11],
    ['undo', 'undoing', 11],
  ] as const) {
    server.on(`POST /api/workflow/workflows/migrations/5/${word}/`, () => {
      migration = { ...migration, status, moved };
      return migration;
    });
  }
});

function showMigration(onShow: (migration: Migration) => void = () => undefined, readOnly = false) {
  renderScreen(
    <DesignerBench readOnly={readOnly}>
      <MigrationBar onShow={onShow} />
    </DesignerBench>,
  );
}

const bar = async (name: RegExp) => within(await screen.findByRole('group', { name }));
const steered = () => server.asked.filter((route) => route.startsWith('POST'));

it('shows how far tickets are moved, and stops that', async () => {
  showMigration();
  const shown = await bar(/moved to version 3/);
  expect(shown.getByRole('status')).toHaveTextContent('12 of 40: 11 moved, 1 stayed');
  expect(shown.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '30');

  await userEvent.click(shown.getByRole('button', { name: 'Stop' }));

  expect(await screen.findByText(/^Stopped\./)).toBeVisible();
  expect(await shown.findByRole('button', { name: 'Take it back' })).toBeVisible();
});

it('goes on after the first few when told to', async () => {
  migration = { ...MIGRATION, status: 'waiting' };
  showMigration();

  await userEvent.click(await screen.findByRole('button', { name: 'Move the rest' }));

  expect(await screen.findByText(/^Under way\./)).toBeVisible();
});

it('stops what waits before it takes it back', async () => {
  migration = { ...MIGRATION, status: 'waiting' };
  showMigration();

  await userEvent.click(await screen.findByRole('button', { name: 'Take it back' }));

  expect(await screen.findByText(/^Being taken back\./)).toBeVisible();
  expect(steered().map((route) => route.split('/').at(-2))).toEqual(['cancel', 'undo']);
});

it('is silent about a move that was over before', async () => {
  migration = { ...MIGRATION, status: 'finished' };
  showMigration();

  await vi.waitFor(() => expect(server.asked).toHaveLength(1));
  expect(screen.queryByRole('group')).toBeNull();
});

it('lets those who only read look at the results', async () => {
  const onShow = vi.fn();
  showMigration(onShow, true);
  const shown = await bar(/moved to version 3/);

  await userEvent.click(shown.getByRole('button', { name: 'Details' }));

  expect(onShow).toHaveBeenCalledWith(MIGRATION);
  expect(shown.queryByRole('button', { name: 'Stop' })).toBeNull();
});

it('shows how far due times are recounted until that is over and hidden', async () => {
  let recount = RECOUNT;
  server.on('GET /api/workflow/recounts/', () => listed(recount));
  server.on('POST /api/workflow/recounts/9/cancel/', () => {
    recount = { ...RECOUNT, status: 'cancelled' };
    return recount;
  });
  renderScreen(
    <DesignerBench>
      <RecountBar />
    </DesignerBench>,
  );
  const shown = await bar(/being recounted/);
  expect(shown.getByRole('status')).toHaveTextContent(
    '10 of 40 tickets, 4 due times moved, 1 late by it',
  );

  await userEvent.click(shown.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText(/The recount was stopped/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Hide' }));

  expect(screen.queryByRole('group')).toBeNull();
});

it('leads to a replay that is under way', async () => {
  const onShow = vi.fn();
  server.on('GET /api/workflow/workflows/7/replays/', listed(REPLAY));
  renderScreen(
    <DesignerBench>
      <ReplayBar onShow={onShow} />
    </DesignerBench>,
  );
  const shown = await bar(/last 30 days/);
  expect(shown.getByRole('status')).toHaveTextContent('300 of 900 tickets');

  await userEvent.click(shown.getByRole('button', { name: 'Show' }));

  expect(onShow).toHaveBeenCalled();
});
