import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

const REFRESH_MS = 60_000;

/** How many tasks each built-in view holds. */
export function useViewCounts() {
  return useQuery({
    queryKey: taskKeys.counts,
    queryFn: () => unwrap(workflowService.GET('/views/counts/')),
    refetchInterval: REFRESH_MS,
  });
}
