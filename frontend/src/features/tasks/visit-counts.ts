import type { TaskEvent } from './task';

const LEAVES = 'transition';

/** How often a task has been at each step: it leaves by a transition, except from where it is. */
export function countVisits(history: TaskEvent[], current: string | null): Map<string, number> {
  const visits = new Map<string, number>();
  const count = (step: string) => visits.set(step, (visits.get(step) ?? 0) + 1);

  for (const event of history) if (event.kind === LEAVES) count(event.step);
  if (current) count(current);
  return visits;
}
