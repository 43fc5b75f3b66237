import { useQuery } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { Service } from '../failed-work';
import { failedWorkKeys } from './keys';

const OUTCOME_EVERY_MS = 3_000;

/** One letter; asked for again while its replay is on its way. */
export function useLetter(service: Service, id: number) {
  return useQuery({
    queryKey: failedWorkKeys.letter(service, id),
    queryFn: () =>
      unwrap(
        deadLettersOf[service].GET('/dead-letters/{letter_id}/', {
          params: { path: { letter_id: id } },
        }),
      ),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'retried' && data.failed_replays.length === 0 && OUTCOME_EVERY_MS,
  });
}
