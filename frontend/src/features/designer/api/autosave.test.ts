import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { makeDesign } from '@/test/make-design';

import { graphOf, type Design } from '../document/design';
import { changeSettings, changeStep } from '../document/drawing';
import { findUnsaved } from '../document/unsaved';
import { Autosave } from './autosave';
import type { Saved } from './fetch-saved';

const BASE = makeDesign();
const GRAPH = '/api/workflow/workflows/7/graph/';
const SETTINGS = '/api/workflow/workflows/7/';

function savedAs(design: Design, version: number): Saved {
  const workflow = { ...design.settings, version, status: 'draft' } as Saved['workflow'];
  return { design, version, workflow };
}

let server: FakeServer;
let autosave: Autosave;

beforeEach(() => {
  server = startFakeServer();
  autosave = new Autosave('7', savedAs(BASE, 1));
});
afterEach(() => vi.useRealTimers());

it('saves a moment after the last change, each part once', async () => {
  vi.useFakeTimers();
  server.on(`PUT ${GRAPH}`, { ...graphOf(BASE), version: 2 });
  server.on(`PATCH ${SETTINGS}`, { ...BASE.settings, version: 3 });

  autosave.change(changeStep('check', { name: 'C' })(BASE));
  autosave.change(changeSettings({ name: 'Trips' })(changeStep('check', { name: 'Ch' })(BASE)));
  expect(server.asked).toEqual([]);
  await vi.runAllTimersAsync();

  expect(server.asked).toEqual([`PUT ${GRAPH}`, `PATCH ${SETTINGS}`]);
  expect(autosave.state().is).toBe('saved');
  expect(autosave.saved().version).toBe(3);
  expect(findUnsaved('7')).toBeNull();
});

it('saves nothing when a change was undone', async () => {
  autosave.change(changeStep('check', { name: 'C' })(BASE));
  autosave.change(BASE);

  expect(await autosave.flush()).toBe(true);
  expect(server.asked).toEqual([]);
});

it('still saves after a flush that had nothing to do', async () => {
  server.on(`PUT ${GRAPH}`, { ...graphOf(BASE), version: 2 });
  await autosave.flush();

  autosave.change(changeStep('check', { name: 'C' })(BASE));

  expect(await autosave.flush()).toBe(true);
});

it('keeps the draft in the browser and tries again while the service is away', async () => {
  vi.useFakeTimers();
  let away = true;
  server.on(`PUT ${GRAPH}`, () =>
    away ? new Response(null, { status: 503 }) : { ...graphOf(BASE), version: 2 },
  );
  const design = changeStep('check', { name: 'Kept' })(BASE);

  autosave.change(design);
  await autosave.flush();
  expect(autosave.state().is).toBe('waiting');
  expect(findUnsaved('7')?.design).toEqual(design);
  away = false;
  await vi.runAllTimersAsync();

  expect(autosave.state().is).toBe('saved');
  expect(findUnsaved('7')).toBeNull();
});

it('writes nothing over what somebody else saved', async () => {
  const theirs = changeStep('agree', { name: 'Theirs' })(BASE);
  server.on(`PUT ${GRAPH}`, () => Response.json({ code: 'CONFLICT' }, { status: 409 }));
  server.on(`GET ${SETTINGS}`, { ...theirs.settings, version: 2, updated_by_name: 'Zoë' });
  server.on(`GET ${GRAPH}`, { ...graphOf(theirs), version: 2 });

  autosave.change(changeStep('check', { name: 'Mine' })(BASE));
  await autosave.flush();
  autosave.change(changeStep('check', { name: 'Mine, too' })(BASE));
  await autosave.flush();

  expect(autosave.state()).toMatchObject({ is: 'stale', theirs: { version: 2 } });
  expect(server.asked.filter((route) => route.startsWith('PUT'))).toHaveLength(1);
});

it('says why a name was not taken, having saved the drawing', async () => {
  server.on(`PUT ${GRAPH}`, { ...graphOf(BASE), version: 2 });
  server.on(`PATCH ${SETTINGS}`, () =>
    Response.json({ error: 'taken', code: 'CONFLICT' }, { status: 409 }),
  );
  server.on(`GET ${SETTINGS}`, { ...BASE.settings, version: 2 });
  server.on(`GET ${GRAPH}`, { ...graphOf(BASE), version: 2 });

  autosave.change(changeSettings({ name: 'Taken' })(changeStep('check', { name: 'C' })(BASE)));
  await autosave.flush();

  expect(autosave.state()).toMatchObject({ is: 'refused', error: { message: 'taken' } });
  expect(autosave.saved().version).toBe(2);
});
