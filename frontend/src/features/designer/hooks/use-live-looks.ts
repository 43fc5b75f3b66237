import { useMemo } from 'react';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';

import { useLive } from '../api/use-live';
import { PLAIN, type Looks, type StepLook, type WayLook } from '../document/looks';

/** Open tickets and dwell at each step, and how often each way was taken. */
export function useLiveLooks(id: string, enabled: boolean): Looks {
  const { data } = useLive(id, enabled);
  return useMemo(() => {
    if (!enabled || !data) return PLAIN;
    const steps = data.steps.map((step): [string, StepLook] => [
      step.key,
      {
        open: step.open,
        atRisk: step.at_risk,
        breached: step.breached,
        dwell:
          step.dwell_median_seconds === null
            ? undefined
            : t('designer.live.dwell', { time: formatDuration(step.dwell_median_seconds) }),
      },
    ]);
    const ways = data.transitions.map((way): [string, WayLook] => [
      way.key,
      { taken: way.taken_30d },
    ]);
    return { steps: new Map(steps), ways: new Map(ways) };
  }, [data, enabled]);
}
