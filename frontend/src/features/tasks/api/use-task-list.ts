import { useInfiniteQuery } from '@tanstack/react-query';

import { taskKeys } from './keys';
import { fetchTasks } from './fetch-tasks';
import type { InboxFilter } from '../inbox-filter';

const PAGE_SIZE = 50;
// News arrive by stream; this only covers one that stays away, and clocks that run out.
const FALLBACK_MS = 45_000;

/** The tasks of a view of the inbox, page after page. */
export function useTaskList(filter: InboxFilter) {
  return useInfiniteQuery({
    queryKey: taskKeys.list(filter),
    queryFn: ({ pageParam }) => fetchTasks(filter, pageParam, PAGE_SIZE),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
    refetchInterval: FALLBACK_MS,
  });
}
