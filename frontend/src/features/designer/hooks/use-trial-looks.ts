import { useMemo } from 'react';

import type { Simulation } from '../api/use-simulation';
import { PLAIN, type Looks, type StepLook, type WayLook } from '../document/looks';

/** The way a tried ticket has gone up to the step that is looked at. */
export function useTrialLooks(simulation: Simulation | undefined, at: number): Looks {
  return useMemo(() => {
    if (!simulation) return PLAIN;
    const steps = new Map<string, StepLook>();
    const ways = new Map<string, WayLook>();
    const gone = simulation.steps.slice(0, at + 1);
    gone.forEach(({ step, taken }, index) => {
      const last = index === gone.length - 1;
      const here = simulation.stuck && last ? 'stuck' : 'current';
      steps.set(step, { tone: last ? here : 'visited' });
      if (taken && !last) ways.set(taken, { tone: 'visited' });
    });
    return { steps, ways };
  }, [simulation, at]);
}
