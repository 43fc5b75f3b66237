import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

/** Why work on a task may wait, and whether the clock stops then. */
export function useHoldReasons() {
  return useQuery({
    queryKey: ['hold-reasons'],
    queryFn: () => unwrap(workflowService.GET('/tasks/hold-reasons/')),
    staleTime: Infinity,
  });
}
