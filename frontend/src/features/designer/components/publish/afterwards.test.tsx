import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { DesignerBench } from '@/test/designer-bench';
import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { renderScreen } from '@/test/render';

import { DEFAULT_LADDER } from '@/features/designer/document/ladder';
import { PublishDialog } from './publish-dialog';
import { RecountDialog } from './recount-dialog';

const STEP = { key: 'check', name: 'Check', count: 3, verdict: 'same_step' };
const EFFECT = {
  problems: [],
  changes: [
    {
      kind: 'changed',
      element: 'workflow',
      key: '',
      name: 'Travel',
      fields: [
        { field: 'calendar', before: '', after: 'manila' },
        { field: 'mapping', before: {}, after: { amount: 'requested_budget' } },
        { field: 'ladder', before: DEFAULT_LADDER, after: DEFAULT_LADDER.slice(1) },
      ],
    },
  ],
  running: { count: 3, steps: [STEP] },
  competes_with: [],
  next_version: 2,
};
const FORECAST = {
  count: 3,
  examined: 3,
  earlier: 0,
  later: 2,
  newly_breached: 1,
  relieved: 0,
  sample: [],
};

let server: FakeServer;

beforeEach(() => {
  server = startFakeServer();
  server.on('GET /api/workflow/workflows/7/publish-effect/', EFFECT);
});

function showPublish() {
  const onPublished = vi.fn();
  renderScreen(
    <DesignerBench>
      <PublishDialog version={4} onPublished={onPublished} onClose={() => undefined} />
    </DesignerBench>,
  );
  return onPublished;
}

it('tells a change of calendar, mapping and warnings in words', async () => {
  showPublish();

  const changes = within(await screen.findByRole('list', { name: /Changes/ }));

  expect(changes.getByText(/^Calendar:/)).toHaveTextContent(
    'Calendar: 24×7: every hour counts → Manila',
  );
  expect(changes.getByText(/^Mapping:/)).toHaveTextContent(
    'Mapping: empty → amount ← requested_budget',
  );
  expect(changes.getByText(/^Warnings:/)).toHaveTextContent(
    '75 % of the time: assignee, coordinator; 100 % of the time: assignee, managers, hands the work up',
  );
});

it('offers to let new times hold for running tickets after publishing', async () => {
  server.on('POST /api/workflow/workflows/7/deploy/', { version_number: 2, version: 5 });
  const onPublished = showPublish();

  await userEvent.click(await screen.findByRole('radio', { name: /new times/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Publish version 2' }));

  await vi.waitFor(() =>
    expect(onPublished).toHaveBeenCalledWith(
      expect.objectContaining({ version_number: 2 }),
      'recount',
    ),
  );
});

it('does not offer it where no time changes', async () => {
  server.on('GET /api/workflow/workflows/7/publish-effect/', { ...EFFECT, changes: [] });
  showPublish();

  expect(await screen.findByRole('radio', { name: /Move them/ })).toBeVisible();
  expect(screen.queryByRole('radio', { name: /new times/ })).toBeNull();
});

it('shows what a recount would do before it is asked for', async () => {
  const sent: unknown[] = [];
  const onClose = vi.fn();
  server.on('GET /api/workflow/workflows/7/recount/', FORECAST);
  server.on('POST /api/workflow/workflows/7/recount/', async (request: Request) => {
    sent.push(await request.json());
    return { id: 9, status: 'queued', total: 3 };
  });
  renderScreen(
    <DesignerBench>
      <RecountDialog version={2} onClose={onClose} />
    </DesignerBench>,
  );
  expect(await screen.findByRole('status')).toHaveTextContent(
    '3 open tickets go by older versions',
  );
  const recount = screen.getByRole('button', { name: 'Recount' });
  expect(recount).toBeDisabled();

  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'New contract');
  await userEvent.click(recount);

  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ reason: 'New contract' }]);
});

it('says so when the times hold for every ticket already', async () => {
  server.on('GET /api/workflow/workflows/7/recount/', { ...FORECAST, count: 0 });
  renderScreen(
    <DesignerBench>
      <RecountDialog version={2} onClose={() => undefined} />
    </DesignerBench>,
  );

  expect(await screen.findByText(/every open ticket already/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Recount' })).toBeNull();
});
