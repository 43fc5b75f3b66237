import { useMemo } from 'react';

import type { Problem } from '../api/use-problems';
import type { StepRole } from '../api/use-step-roles';
import type { Design } from '../document/design';
import { stepKeyOf, wayKeyOf } from '../document/elements';
import type { Looks, StepLook, WayLook } from '../document/looks';

/** How many people each step can go to. */
export function useHeadCounts(design: Design, roles: readonly StepRole[] | undefined): Looks {
  const { steps } = design;
  return useMemo(() => {
    const counts = new Map(roles?.map((role) => [role.name, role.active_members]));
    const looks = steps.flatMap(({ key, role }): [string, StepLook][] => {
      const members = counts.get(role);
      return members === undefined ? [] : [[key, { members }]];
    });
    return { steps: new Map(looks), ways: new Map() };
  }, [steps, roles]);
}

/** The problems of each element. */
export function useProblemLooks(problems: readonly Problem[]): Looks {
  return useMemo(() => {
    const steps = new Map<string, StepLook>();
    const ways = new Map<string, WayLook>();
    for (const { element, severity } of problems) {
      const [step, way] = [stepKeyOf(element), wayKeyOf(element)];
      if (way !== null) ways.set(way, { problems: (ways.get(way)?.problems ?? 0) + 1 });
      if (step === null) continue;
      const known = steps.get(step);
      const worst = severity === 'error' || known?.severity === 'error' ? 'error' : 'warning';
      steps.set(step, { problems: (known?.problems ?? 0) + 1, severity: worst });
    }
    return { steps, ways };
  }, [problems]);
}
