import { uuid } from '@/shared/lib/uuid';

import {
  blankStep,
  blankWay,
  STEP_SIZE,
  waysFrom,
  type Design,
  type Place,
  type Settings,
  type Step,
  type Way,
} from './design';
import { stepKeyOf, wayKeyOf, type ElementRef } from './elements';

/** A change of a draft: the same draft in, the same draft out. */
export type Change = (design: Design) => Design;

const NEXT_TO = { x: STEP_SIZE.width + 132, y: STEP_SIZE.height + 46 };

/** A key nobody has used: keys outlive names, and old versions know theirs for ever. */
export function freshKey(word: string): string {
  return `${word}-${uuid().slice(0, 6)}`;
}

export function addStep(step: Pick<Step, 'key' | 'name'> & Partial<Step>): Change {
  return (design) => {
    const first = design.steps.length === 0;
    const added = blankStep({ ...step, is_start: step.is_start ?? first });
    const others = added.is_start ? unstarted(design.steps, added.key) : design.steps;
    return { ...design, steps: [...others, added] };
  };
}

/** Where a step that follows `key` is put: to its right, below those that follow it already. */
export function placeAfter(design: Design, key: string): Place {
  const step = design.steps.find((each) => each.key === key);
  if (!step) return freePlace(design);
  const beside = waysFrom(design, key).filter(({ to }) => to !== null && to !== key).length;
  return { x: step.position.x + NEXT_TO.x, y: step.position.y + beside * NEXT_TO.y };
}

/** A place to the right of everything. */
export function freePlace(design: Design): Place {
  if (design.steps.length === 0) return { x: 0, y: 0 };
  const right = design.steps.reduce((one, other) =>
    other.position.x > one.position.x ? other : one,
  );
  return { x: right.position.x + NEXT_TO.x, y: right.position.y };
}

export function connect(way: Pick<Way, 'key' | 'from' | 'to'> & Partial<Way>): Change {
  return (design) => ({ ...design, ways: [...design.ways, blankWay(way)] });
}

export function moveSteps(places: ReadonlyMap<string, Place>): Change {
  return (design) => ({
    ...design,
    steps: design.steps.map((step) => {
      const position = places.get(step.key);
      return position ? { ...step, position } : step;
    }),
  });
}

export function changeStep(key: string, fields: Partial<Step>): Change {
  return (design) => ({
    ...design,
    steps: design.steps.map((step) => (step.key === key ? { ...step, ...fields } : step)),
  });
}

export function changeWay(key: string, fields: Partial<Way>): Change {
  return (design) => ({
    ...design,
    ways: design.ways.map((way) => (way.key === key ? { ...way, ...fields } : way)),
  });
}

export function changeSettings(fields: Partial<Settings>): Change {
  return (design) => ({ ...design, settings: { ...design.settings, ...fields } });
}

/** Remove steps with all their ways, and ways. */
export function remove(elements: Iterable<ElementRef>): Change {
  const refs = [...elements];
  const steps = new Set(refs.map(stepKeyOf));
  const ways = new Set(refs.map(wayKeyOf));
  return (design) => ({
    ...design,
    steps: design.steps.filter(({ key }) => !steps.has(key)),
    ways: design.ways.filter(
      ({ key, from, to }) => !ways.has(key) && !steps.has(from) && !(to !== null && steps.has(to)),
    ),
  });
}

export function makeStart(key: string): Change {
  return (design) => ({
    ...design,
    steps: unstarted(design.steps, key).map((step) =>
      step.key === key ? { ...step, is_start: true } : step,
    ),
  });
}

function unstarted(steps: readonly Step[], start: string): Step[] {
  return steps.map((step) =>
    step.is_start && step.key !== start ? { ...step, is_start: false } : step,
  );
}

/** Put a step one place earlier (-1) or later (1) in the list. */
export function reorderStep(key: string, by: -1 | 1): Change {
  return (design) => ({ ...design, steps: swapped(design.steps, key, by) });
}

/** The same for a way among those of its step: they are offered and tried in this order. */
export function reorderWay(key: string, by: -1 | 1): Change {
  return (design) => {
    const from = design.ways.find((way) => way.key === key)?.from;
    const siblings = swapped(
      design.ways.filter((way) => way.from === from),
      key,
      by,
    );
    const queue = [...siblings];
    const ways = design.ways.map((way) => (way.from === from ? (queue.shift() ?? way) : way));
    return { ...design, ways };
  };
}

function swapped<Item extends { key: string }>(items: readonly Item[], key: string, by: -1 | 1) {
  const at = items.findIndex((item) => item.key === key);
  const [moved, other] = [items[at], items[at + by]];
  if (!moved || !other) return [...items];
  return items.with(at, other).with(at + by, moved);
}

export function inOrder(...changes: Change[]): Change {
  return (design) => changes.reduce((result, change) => change(result), design);
}
