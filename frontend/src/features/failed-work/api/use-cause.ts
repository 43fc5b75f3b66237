import { useQuery } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { Cause, LetterState, Service } from '../failed-work';
import { failedWorkKeys } from './keys';

/** One cause as far as its letters are in `state`; null when none is. */
export function useCause(service: Service, cause: string, state: LetterState) {
  return useQuery({
    queryKey: failedWorkKeys.cause(service, cause, state),
    queryFn: async (): Promise<Cause | null> => {
      const { results } = await unwrap(
        deadLettersOf[service].GET('/dead-letters/groups/', {
          params: { query: { cause, state } },
        }),
      );
      return results[0] ? { ...results[0], service } : null;
    },
  });
}
