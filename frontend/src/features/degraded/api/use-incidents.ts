import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { absenceOf, isAbsence, type Incident } from '../incident';
import { incidentsKey } from './keys';
import { useAskAfterErrors } from './use-ask-after-errors';

const ASK_EVERY_MS = 20_000;

/** What does not work as usual, the worst first; empty while all does or nothing is known yet. */
export function useIncidents(): Incident[] {
  useAskAfterErrors();
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: incidentsKey,
    queryFn: () => unwrap(workflowService.GET('/system/degraded/')),
    refetchInterval: ASK_EVERY_MS,
  });
  if (!isAbsence(error)) return data ?? [];
  return [absenceOf(error as Error, Math.max(dataUpdatedAt, performance.timeOrigin))];
}
