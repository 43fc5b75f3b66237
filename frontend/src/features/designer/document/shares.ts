import { waysFrom, type Design, type Step } from './design';

// A way with one of these outcomes is not the ordinary way through.
const ASIDE = new Set(['reject', 'return']);

/** The steps of the ordinary way: along the first way of each step that goes on. */
export function mainPath(design: Design): Step[] {
  const steps = new Map(design.steps.map((step) => [step.key, step]));
  const start = design.steps.find(({ is_start: isStart }) => isStart);
  const path = start ? [start] : [];
  for (let next = onward(design, steps, path); next; next = onward(design, steps, path)) {
    path.push(next);
  }
  return path;
}

function onward(design: Design, steps: Map<string, Step>, path: Step[]): Step | undefined {
  const here = path.at(-1);
  if (!here) return undefined;
  for (const { outcome, to } of waysFrom(design, here.key)) {
    if (ASIDE.has(outcome)) continue;
    if (to === null) return undefined;
    const step = steps.get(to);
    if (step && !path.includes(step)) return step;
  }
  return undefined;
}

/** A step's share (0 to 1) of the time the workflow has. */
export function shareOf(design: Design, step: Step): number {
  const total = mainPath(design).reduce((sum, { weight }) => sum + weight, 0);
  return total > 0 ? Math.min(1, step.weight / total) : 1;
}
