import { expect, it } from 'vitest';

import { makeDesign } from '@/test/make-design';

import { copyOf, paste, renewed } from './clipboard';
import type { Design } from './design';
import {
  addStep,
  changeSettings,
  changeStep,
  changeWay,
  connect,
  makeStart,
  moveSteps,
  remove,
  reorderStep,
  reorderWay,
  type Change,
} from './drawing';
import { stepRef, wayRef } from './elements';
import { edit, startEditing, type Editing } from './history';
import { tidyPlaces } from './tidy';

const SEEDS = 30;
const DEEDS = 25;

/** A small generator of the same numbers for the same seed. */
function numbersOf(seed: number) {
  let state = seed + 1;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Any change somebody could make to `design`. */
function anyChange(design: Design, pick: (below: number) => number, nth: number): Change {
  const step = design.steps[pick(design.steps.length || 1)]?.key ?? '';
  const other = design.steps[pick(design.steps.length || 1)]?.key ?? null;
  const way = design.ways[pick(design.ways.length || 1)]?.key ?? '';
  const clip = copyOf(design, [stepRef(step)]);
  const changes: Change[] = [
    addStep({ key: `new-${nth}`, name: 'New' }),
    changeStep(step, { name: `Named ${nth}` }),
    changeWay(way, { label: `Labelled ${nth}` }),
    changeSettings({ category: `Category ${nth}` }),
    connect({ key: `way-${nth}`, from: step, to: other }),
    moveSteps(new Map([[step, { x: nth * 20, y: 0 }]])),
    (drawn) => moveSteps(tidyPlaces(drawn))(drawn),
    makeStart(step),
    reorderStep(step, 1),
    reorderWay(way, -1),
    remove([stepRef(step)]),
    remove([wayRef(way)]),
    clip ? paste(renewed(clip)) : (same) => same,
  ];
  return changes[pick(changes.length)] ?? ((same) => same);
}

function afterAnything(seed: number): { before: Design; after: Editing } {
  const pick = numbersOf(seed);
  const before = makeDesign();
  let state = startEditing(before);
  for (let nth = 0; nth < DEEDS; nth += 1) {
    const change = anyChange(state.design, pick, nth);
    state = edit(state, { type: 'do', change, name: 'Anything', at: nth });
  }
  return { before, after: state };
}

it('gives back the very draft it began with when everything is undone, and redoes all of it', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { before, after } = afterAnything(seed);
    let state = after;
    after.past.forEach(() => {
      state = edit(state, { type: 'undo' });
    });
    expect(state.design).toBe(before);
    after.past.forEach(() => {
      state = edit(state, { type: 'redo' });
    });
    expect(state.design).toBe(after.design);
  }
});

it('never leaves a way to a step that is gone, nor two starts', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { design } = afterAnything(seed).after;
    const keys = new Set(design.steps.map(({ key }) => key));
    const dangling = design.ways.filter(
      ({ from, to }) => from !== '' && (!keys.has(from) || (to !== null && !keys.has(to))),
    );
    expect(dangling).toEqual([]);
    expect(design.steps.filter((step) => step.is_start).length).toBeLessThanOrEqual(1);
  }
});

it('undoes what was typed into one field at once, and after a pause in parts', () => {
  const type = (state: Editing, name: string, at: number) =>
    edit(state, {
      type: 'do',
      name: 'Edit',
      change: changeStep('check', { name }),
      group: 'check name',
      at,
    });
  let state = startEditing(makeDesign());
  state = type(state, 'C', 0);
  state = type(state, 'Ch', 300);
  state = type(state, 'Che', 9_000);

  expect(state.past).toHaveLength(2);
  state = edit(state, { type: 'undo' });
  expect(state.design.steps[0]?.name).toBe('Ch');
});

it('forgets what could be redone once something else is done', () => {
  let state = startEditing(makeDesign());
  state = edit(state, { type: 'do', name: 'Start', change: makeStart('agree'), at: 0 });
  state = edit(state, { type: 'undo' });
  state = edit(state, { type: 'do', name: 'Move', change: reorderStep('check', 1), at: 1 });

  expect(state.future).toEqual([]);
});

it('drops what is gone from the selection', () => {
  let state = startEditing(makeDesign());
  state = edit(state, { type: 'select', elements: [stepRef('agree'), wayRef('checked')] });
  state = edit(state, { type: 'do', name: 'Delete', change: remove([stepRef('agree')]), at: 0 });

  expect(state.selection).toEqual([]);
  expect(edit(state, { type: 'undo' }).selection).toEqual([stepRef('agree'), wayRef('checked')]);
});
