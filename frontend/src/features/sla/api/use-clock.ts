import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { clockKeys } from './keys';

const MINUTE_MS = 60_000;

/** The clock of a task and the ledger it follows from. */
export function useClock(id: number) {
  return useQuery({
    queryKey: clockKeys.one(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/sla/', { params: { path: { task_id: String(id) } } }),
      ),
    refetchInterval: MINUTE_MS,
  });
}
