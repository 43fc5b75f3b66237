import { useInfiniteQuery } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { LetterState, Service } from '../failed-work';
import { failedWorkKeys } from './keys';

const PAGE_SIZE = 50;

/** The letters of a cause, newest first, page after page. */
export function useLetters(service: Service, cause: string, state: LetterState) {
  return useInfiniteQuery({
    queryKey: failedWorkKeys.letters(service, cause, state),
    queryFn: ({ pageParam }) =>
      unwrap(
        deadLettersOf[service].GET('/dead-letters/', {
          params: { query: { cause, state, page: pageParam, page_size: PAGE_SIZE } },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}
