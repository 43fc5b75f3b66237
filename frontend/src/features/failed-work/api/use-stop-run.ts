import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { RetryRun, Service } from '../failed-work';
import { failedWorkKeys } from './keys';

/** Keep back what a group retry has not sent yet. */
export function useStopRun(service: Service, id: number) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(
        deadLettersOf[service].POST('/dead-letters/runs/{run_id}/stop/', {
          params: { path: { run_id: id } },
          body: {},
        }),
      ),
    onSuccess: (run) => queryClient.setQueryData<RetryRun>(failedWorkKeys.run(service, id), run),
    onSettled: () => queryClient.invalidateQueries({ queryKey: failedWorkKeys.all }),
  });
}
