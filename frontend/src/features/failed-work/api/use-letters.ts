import { useInfiniteQuery } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { LetterState, Service } from '../failed-work';
import { failedWorkKeys } from './keys';

const PAGE_SIZE = 50;

/** The letters of a cause that match `search`, newest first, page after page. */
export function useLetters(service: Service, cause: string, state: LetterState, search: string) {
  return useInfiniteQuery({
    queryKey: failedWorkKeys.letters(service, cause, state, search),
    queryFn: ({ pageParam }) =>
      unwrap(
        deadLettersOf[service].GET('/dead-letters/', {
          params: {
            query: {
              cause,
              state,
              page: pageParam,
              page_size: PAGE_SIZE,
              ...(search && { search }),
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}
