import type { Design, Place, Step, Way } from './design';
import { freshKey, type Change } from './drawing';
import { stepKeyOf, stepRef, type ElementRef } from './elements';

/** Copied steps with the ways among them and to the end. */
export interface Clip {
  steps: Step[];
  ways: Way[];
}

const BESIDE: Place = { x: 40, y: 40 };

/** Copy the steps among `elements`; nothing when there are none. */
export function copyOf(design: Design, elements: readonly ElementRef[]): Clip | null {
  const keys = new Set(elements.map(stepKeyOf));
  const steps = design.steps.filter(({ key }) => keys.has(key));
  const ways = design.ways.filter(
    ({ from, to }) => keys.has(from) && (to === null || keys.has(to)),
  );
  return steps.length > 0 ? { steps, ways } : null;
}

/** A copy of `clip` under keys of its own, a little beside the original. */
export function renewed(clip: Clip, shift: Place = BESIDE): Clip {
  const keys = new Map(clip.steps.map(({ key, kind }) => [key, freshKey(kind)]));
  const known = (key: string) => keys.get(key) ?? key;
  return {
    steps: clip.steps.map((step) => ({
      ...step,
      key: known(step.key),
      is_start: false,
      policy: policyAmong(keys, step.policy),
      position: { x: step.position.x + shift.x, y: step.position.y + shift.y },
    })),
    ways: clip.ways.map((way) => ({
      ...way,
      key: freshKey('way'),
      from: known(way.from),
      to: way.to === null ? null : known(way.to),
    })),
  };
}

const SAME_PERSON = 'same_person_as:';

/** A copy that wants the person of a copied step wants the one of the copy. */
function policyAmong(keys: ReadonlyMap<string, string>, policy: string): string {
  const copied = policy.startsWith(SAME_PERSON) && keys.get(policy.slice(SAME_PERSON.length));
  return copied ? SAME_PERSON + copied : policy;
}

export function paste(clip: Clip): Change {
  return (design) => ({
    ...design,
    steps: [...design.steps, ...clip.steps],
    ways: [...design.ways, ...clip.ways],
  });
}

export function refsOf(clip: Clip): ElementRef[] {
  return clip.steps.map(({ key }) => stepRef(key));
}
