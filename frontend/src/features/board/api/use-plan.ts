import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { boardKeys } from './keys';

/** Who would take over each open task of a person. It is asked once: what one edits stays. */
export function usePlan(userId: number) {
  return useQuery({
    queryKey: boardKeys.plan(userId),
    queryFn: () =>
      unwrap(
        workflowService.POST('/assignments/hand-over/preview/', { body: { user_id: userId } }),
      ),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
