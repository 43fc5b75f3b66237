import type { Design } from './design';
import { differences, type Difference } from './differences';
import type { Looks, StepLook, WayLook } from './looks';

export interface Compared {
  /** Both drawings in one: what was removed is still there. */
  design: Design;
  looks: Looks;
}

/** Two drawings as one, with marks for what was added, removed and changed. */
export function compared(before: Design, after: Design): Compared {
  const steps = new Set(after.steps.map(({ key }) => key));
  const ways = new Set(after.ways.map(({ key }) => key));
  const gone = before.steps.filter(({ key }) => !steps.has(key));
  const design = {
    ...after,
    steps: [...after.steps, ...gone.map((step) => ({ ...step, is_start: false }))],
    ways: [...after.ways, ...before.ways.filter(({ key }) => !ways.has(key))],
  };
  const told = differences(before, after).filter((change) => !onlyMoved(change));
  return {
    design,
    looks: {
      steps: new Map(tones<StepLook>(told, 'step')),
      ways: new Map(tones<WayLook>(told, 'transition')),
    },
  };
}

function tones<Look extends StepLook | WayLook>(
  changes: readonly Difference[],
  element: Difference['element'],
): [string, Look][] {
  return changes
    .filter((change) => change.element === element)
    .map(({ key, kind }) => [key, { tone: kind } as Look]);
}

function onlyMoved({ kind, fields }: Difference): boolean {
  return kind === 'changed' && fields.every(({ field }) => field === 'position');
}
