import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { Service } from '../failed-work';
import { failedWorkKeys } from './keys';

interface GroupRetry {
  cause: string;
  /** Messages per second. */
  rate: number;
  limit: number;
}

/** Send the oldest open letters of a cause again. */
export function useRetryCause(service: Service) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: GroupRetry) =>
      unwrap(deadLettersOf[service].POST('/dead-letters/retry/', { body })),
    // Not waited for: a cause without open letters takes the dialog away before it has spoken.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: failedWorkKeys.all });
    },
  });
}
