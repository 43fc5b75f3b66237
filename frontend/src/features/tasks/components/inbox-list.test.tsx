import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import type { InboxFilter } from '../inbox-filter';
import { InboxList } from './inbox-list';

const MINE = 'GET /api/workflow/tasks/my-tasks/';
const FILTER: InboxFilter = { view: 'mine', search: '', priority: null };

let server: FakeServer;
const onSelect = vi.fn();
const onOpen = vi.fn();

function show(filter = FILTER, selected: string | null = null) {
  return renderScreen(
    <InboxList
      filter={filter}
      selected={selected}
      hrefOf={(id) => `/inbox?task=${id}`}
      onSelect={onSelect}
      onOpen={onOpen}
      onClearFilter={vi.fn()}
    />,
  );
}

const listOf = (...results: object[]) => ({ count: results.length, next: null, results });

beforeEach(() => {
  server = startFakeServer();
  onSelect.mockReset();
  onOpen.mockReset();
});

it('shows what each ticket is, where it is and how long is left', async () => {
  server.on(MINE, listOf(makeTask()));
  show();

  const row = await screen.findByRole('link', { name: /VPN for the new analyst/ });

  expect(row).toHaveTextContent('HD-1');
  expect(row).toHaveTextContent('Verify request');
  expect(row).toHaveTextContent(/(59 m|1 h) left/);
  expect(row).toHaveTextContent('High');
});

it('says what to do when nothing waits', async () => {
  server.on(MINE, listOf());
  show();

  expect(await screen.findByText('Nothing is waiting for you')).toBeInTheDocument();
});

it('offers to clear a filter that matches nothing', async () => {
  server.on(MINE, listOf());
  show({ ...FILTER, search: 'zebra' });

  expect(await screen.findByRole('button', { name: 'Clear the filter' })).toBeInTheDocument();
});

it('gives reason and reference of a failure, and tries again', async () => {
  server.on(MINE, () =>
    Response.json({ error: 'Not now', code: 'X', correlation_id: 'abc-1' }, { status: 500 }),
  );
  show();
  expect(await screen.findByRole('alert')).toHaveTextContent('Not now');
  expect(screen.getByText('abc-1')).toBeInTheDocument();

  server.on(MINE, listOf(makeTask()));
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('VPN for the new analyst')).toBeInTheDocument();
});

it('moves and opens by keyboard', async () => {
  server.on(MINE, listOf(makeTask(), makeTask({ task_id: 451, title: 'Second' })));
  show(FILTER, '450');
  await screen.findByText('Second');

  await userEvent.keyboard('j');
  expect(onSelect).toHaveBeenLastCalledWith('451');

  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith('450');
});
