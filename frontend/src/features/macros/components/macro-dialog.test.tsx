import { Notifications } from '@mantine/notifications';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { refusal } from '@/test/make-person';
import { renderScreen } from '@/test/render';

import type { MacroPreview, UsableMacro } from '../macros';
import { MacroDialog } from './macro-dialog';

const TASK = { task_id: 450, number: 'T-450' };
const PREVIEW = 'POST /api/workflow/tasks/450/macros/7/preview/';
const RUN = 'POST /api/workflow/tasks/450/macros/7/run/';
const UNDO = 'POST /api/workflow/tasks/450/macros/runs/3/undo/';

let server: FakeServer;
let sent: unknown[];

function macro(facts: Partial<UsableMacro>): UsableMacro {
  return {
    id: 7,
    name: 'Ask for logs',
    description: '',
    scope: 'role',
    role: 'IT Support',
    version: 2,
    blocked: false,
    reason: '',
    requires_comment: false,
    needs_fields: [],
    ...facts,
  };
}

function seen(facts: Partial<MacroPreview> = {}): MacroPreview {
  return {
    task_id: 450,
    version: 3,
    macro_version: 2,
    blocked: false,
    reason: '',
    requires_comment: false,
    needs_fields: [],
    changes: [{ kind: 'priority', name: '', before: 'low', after: 'high' }],
    reply: '',
    effect: null,
    ...facts,
  };
}

function show(...macros: UsableMacro[]) {
  server.on('GET /api/workflow/tasks/450/macros/', { task_id: 450, version: 3, macros });
  const onRan = vi.fn();
  const onClose = vi.fn();
  renderScreen(
    <>
      <Notifications />
      <MacroDialog task={TASK} onClose={onClose} onRan={onRan} />
    </>,
  );
  return { onRan, onClose };
}

beforeEach(() => {
  sent = [];
  server = startFakeServer();
  server.on(PREVIEW, seen());
  server.on(RUN, async (request) => {
    sent.push(await request.json());
    return { task_id: 450, version: 4, reply: '', undo: null };
  });
});

it('is found, previewed and run by keyboard alone', async () => {
  const { onRan, onClose } = show(macro({ id: 6, name: 'Close it' }), macro({}));
  await screen.findByRole('option', { name: 'Close it' });

  await userEvent.keyboard('log{Enter}');
  expect(await screen.findByText(/High/)).toBeVisible();
  expect(screen.getByText('(before: Low)')).toBeVisible();
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(onRan).toHaveBeenCalledWith(''));
  expect(onClose).toHaveBeenCalled();
  expect(sent).toEqual([{ notes: '', fields: {}, version: 3, macro_version: 2 }]);
});

it('gives the text of a reply to the composer and sends it to nobody', async () => {
  const reply = { kind: 'reply' as const, name: '', before: '', after: 'Hello Ana' };
  server.on(PREVIEW, seen({ changes: [reply], reply: 'Hello Ana' }));
  server.on(RUN, { task_id: 450, version: 3, reply: 'Hello Ana', undo: null });
  const { onRan } = show(macro({}));

  await userEvent.click(await screen.findByRole('option', { name: 'Ask for logs' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Put into the composer' }));

  await waitFor(() => expect(onRan).toHaveBeenCalledWith('Hello Ana'));
  expect(await screen.findByText(/Nothing is sent yet/)).toBeVisible();
  expect(server.asked.filter((route) => route.includes('messaging'))).toEqual([]);
});

it('says why a macro is not possible now and does not choose it', async () => {
  show(macro({ blocked: true, reason: 'Assigned to Bob' }));

  const option = await screen.findByRole('option');
  expect(option).toHaveTextContent('Not possible now: Assigned to Bob.');
  await userEvent.keyboard('{Enter}');

  expect(server.asked).not.toContain(PREVIEW);
});

it('asks for what the step wants before it runs', async () => {
  server.on(PREVIEW, seen({ requires_comment: true, needs_fields: ['serial_number'] }));
  show(macro({}));
  await userEvent.click(await screen.findByRole('option'));
  const button = await screen.findByRole('button', { name: 'Run' });
  expect(button).toBeDisabled();

  await userEvent.type(screen.getByRole('textbox', { name: /Serial number/ }), 'S-1');
  await userEvent.type(screen.getByRole('textbox', { name: /Comment/ }), 'Done');
  await userEvent.click(button);

  await waitFor(() =>
    expect(sent).toEqual([
      { notes: 'Done', fields: { serial_number: 'S-1' }, version: 3, macro_version: 2 },
    ]),
  );
});

it('says what changed when somebody was faster', async () => {
  server.on(RUN, () =>
    refusal(409, 'CONFLICT', 'T-450 is at version 4, not 3', [
      { field: 'version', message: 'Bob: Bob made a note' },
    ]),
  );
  const { onRan } = show(macro({}));
  await userEvent.click(await screen.findByRole('option'));
  await userEvent.click(await screen.findByRole('button', { name: 'Run' }));

  expect(await screen.findByText('Bob: Bob made a note')).toBeVisible();
  expect(onRan).not.toHaveBeenCalled();
});

it('can be taken back where the service says so', async () => {
  const until = '2026-11-21T11:00:00Z';
  server.on(RUN, { task_id: 450, version: 4, reply: '', undo: { id: 3, until } });
  server.on(UNDO, { task_id: 450, version: 5, undone_at: until });
  show(macro({}));
  await userEvent.click(await screen.findByRole('option'));
  await userEvent.click(await screen.findByRole('button', { name: 'Run' }));

  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

  expect(await screen.findByText('What “Ask for logs” changed is taken back.')).toBeVisible();
  expect(server.asked).toContain(UNDO);
});
