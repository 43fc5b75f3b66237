import { useQuery } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { Service } from '../failed-work';
import { failedWorkKeys } from './keys';

const PROGRESS_EVERY_MS = 2_000;

/** How far a group retry is; asked for again until every message has come to an end. */
export function useRun(service: Service, id: number) {
  return useQuery({
    queryKey: failedWorkKeys.run(service, id),
    queryFn: () =>
      unwrap(
        deadLettersOf[service].GET('/dead-letters/runs/{run_id}/', {
          params: { path: { run_id: id } },
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data?.remaining ?? 0) > 0 && PROGRESS_EVERY_MS,
  });
}
