import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { giveRoom } from '@/test/give-room';
import { makeTask } from '@/test/make-task';
import { renderScreen } from '@/test/render';

import { InboxList } from './inbox-list';

const TASKS = 'GET /api/workflow/tasks/';

let server: FakeServer;
const onSelect = vi.fn();
const onOpen = vi.fn();
const onChoose = vi.fn();

function show(props: Partial<ComponentProps<typeof InboxList>> = {}) {
  return renderScreen(
    <InboxList
      label="Mine"
      view="mine"
      query={{ view: 'mine', ordering: 'sla_deadline' }}
      isFiltered={false}
      dense={false}
      columns={null}
      selected={null}
      chosen={new Map()}
      allChosen={false}
      hrefOf={(id) => `/inbox?task=${id}`}
      onSelect={onSelect}
      onOpen={onOpen}
      onChoose={onChoose}
      onOrder={vi.fn()}
      onArrange={vi.fn()}
      onClearFilter={vi.fn()}
      {...props}
    />,
  );
}

const listOf = (...results: object[]) => ({ count: results.length, next: null, results });

beforeEach(() => {
  giveRoom();
  server = startFakeServer();
  for (const mock of [onSelect, onOpen, onChoose]) mock.mockReset();
});

it('shows what each ticket is, where it is and how long is left', async () => {
  server.on(TASKS, listOf(makeTask()));
  show();

  const row = await screen.findByRole('link', { name: /VPN for the new analyst/ });

  expect(row).toHaveTextContent('HD-1');
  expect(row).toHaveTextContent('Verify request');
  expect(row).toHaveTextContent(/(59 m|1 h) left/);
  expect(row).toHaveTextContent('High');
});

it('says what was written and who is there', async () => {
  server.on(TASKS, listOf(makeTask()));
  const people = [
    { user_id: 11, username: 'maria.reyes', full_name: 'Maria Reyes' },
    { user_id: 12, username: 'zoe.lind', full_name: 'Zoë Lind' },
  ];
  server.on('GET /api/messaging/api/digests/', [
    { ticket_id: 'HD-1', unread: 2, last_comment_at: null, people },
  ]);
  show();

  expect(await screen.findByText('2 unread comments')).toBeInTheDocument();
  expect(screen.getByText('Also here: Zoë Lind')).toBeInTheDocument();
});

it('says what to do when nothing waits', async () => {
  server.on(TASKS, listOf());
  show();

  expect(await screen.findByText('Nothing is waiting for you')).toBeInTheDocument();
});

it('offers to clear a filter that matches nothing', async () => {
  server.on(TASKS, listOf());
  show({ isFiltered: true });

  expect(await screen.findByRole('button', { name: 'Clear the filter' })).toBeInTheDocument();
});

it('gives reason and reference of a failure, and tries again', async () => {
  server.on(TASKS, () =>
    Response.json({ error: 'Not now', code: 'X', correlation_id: 'abc-1' }, { status: 500 }),
  );
  show();
  expect(await screen.findByRole('alert')).toHaveTextContent('Not now');
  expect(screen.getByText('abc-1')).toBeInTheDocument();

  server.on(TASKS, listOf(makeTask()));
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('VPN for the new analyst')).toBeInTheDocument();
});

it('moves, opens and chooses by keyboard', async () => {
  server.on(TASKS, listOf(makeTask(), makeTask({ task_id: 451, title: 'Second' })));
  show({ selected: '450' });
  await screen.findByText('Second');

  await userEvent.keyboard('j');
  expect(onSelect).toHaveBeenLastCalledWith('451');

  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith('450');

  await userEvent.keyboard('x');
  expect(onChoose).toHaveBeenLastCalledWith([expect.objectContaining({ task_id: 450 })], true);
});

it('draws of thousands of rows those in sight', async () => {
  const many = Array.from({ length: 5_000 }, (_, index) =>
    makeTask({ task_id: index + 1, ticket_number: `HD-${index + 1}` }),
  );
  server.on(TASKS, listOf(...many));
  show();
  await screen.findByText('HD-1');

  expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
});

it('shows the columns somebody chose, and sorts by one', async () => {
  const onOrder = vi.fn();
  server.on(TASKS, listOf(makeTask()));
  show({
    onOrder,
    columns: [
      { name: 'department', label: 'Department', width: 120 },
      { name: 'title', label: 'Title' },
      { name: 'sla', label: 'Clock' },
    ],
  });
  await screen.findByText('VPN for the new analyst');

  expect(screen.getByText('Finance')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /^Clock/ }));
  expect(onOrder).toHaveBeenLastCalledWith('-sla_deadline');
});
