import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

export function useHoldReasons() {
  return useQuery({
    queryKey: ['macros', 'hold-reasons'],
    queryFn: () => unwrap(workflowService.GET('/tasks/hold-reasons/')),
    staleTime: Infinity,
  });
}
