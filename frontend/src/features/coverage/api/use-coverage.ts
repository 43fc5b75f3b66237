import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

export const COVERAGE = ['coverage'] as const;

/** Which workflow takes the tickets of each kind and department. */
export function useCoverage() {
  return useQuery({
    queryKey: COVERAGE,
    queryFn: () => unwrap(workflowService.GET('/workflows/coverage/')),
  });
}
