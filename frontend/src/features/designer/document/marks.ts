import { REJECT, STEP_SIZE, type Design, type Way } from './design';

/** A small sign at a step: tickets start there, or one of its ways ends the workflow. */
export interface Mark {
  id: string;
  kind: 'start' | 'end';
  step: string;
  /** The way that ends here. */
  way: string | null;
  rejects: boolean;
  /** It hangs below its step: the place to the right belongs to the steps that follow. */
  below: boolean;
  /** Its place among the signs on the same side of the step. */
  nth: number;
}

export const MARK_SIZE = { width: 84, height: 36 };
const AWAY = { start: 110, end: 120, below: 58, pitch: 48 };

/** Signs move with their step, so that a drawing needs no places for them. */
export function marksOf(design: Design): Mark[] {
  const start = design.steps.find(({ is_start: isStart }) => isStart);
  const goingOn = new Set(design.ways.filter(goesOn).map(({ from }) => from));
  const seen = new Map<string, number>();
  const ends = design.ways
    .filter(({ to }) => to === null)
    .map((way): Mark => {
      const rejects = way.outcome === REJECT;
      const below = rejects || goingOn.has(way.from);
      const side = `${way.from} ${below}`;
      const nth = seen.get(side) ?? 0;
      seen.set(side, nth + 1);
      const id = `end:${way.key}`;
      return { id, kind: 'end', step: way.from, way: way.key, rejects, below, nth };
    });
  if (!start) return ends;
  const sign = { id: 'start', kind: 'start', step: start.key, way: null } as const;
  return [{ ...sign, rejects: false, below: false, nth: 0 }, ...ends];
}

function goesOn({ to, outcome }: Way): boolean {
  return to !== null && outcome !== 'return';
}

/** Where a sign stands, seen from its step. */
export function markPlace({ kind, below, nth }: Mark) {
  const middle = (STEP_SIZE.height - MARK_SIZE.height) / 2;
  if (kind === 'start') return { x: -AWAY.start, y: middle, ...MARK_SIZE };
  if (below) {
    const x = (STEP_SIZE.width - MARK_SIZE.width) / 2 + nth * (MARK_SIZE.width + 12);
    return { x, y: STEP_SIZE.height + AWAY.below, ...MARK_SIZE };
  }
  return { x: STEP_SIZE.width + AWAY.end, y: middle + nth * AWAY.pitch, ...MARK_SIZE };
}
