import { useInfiniteQuery } from '@tanstack/react-query';

import { fetchTasks } from './fetch-tasks';
import { taskKeys } from './keys';

const PAGE_SIZE = 100;
// News arrive by stream; this only covers one that stays away, and clocks that run out. A list that
// was scrolled far is as many pages to fetch, so it is fetched less often.
const FALLBACK_MS = 45_000;
const PER_PAGE_MS = 15_000;

/** The tasks that a query finds, page after page. */
export function useTaskList(query: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: taskKeys.list(query),
    queryFn: ({ pageParam }) => fetchTasks(query, pageParam, PAGE_SIZE),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
    refetchInterval: ({ state }) =>
      Math.max(FALLBACK_MS, (state.data?.pages.length ?? 0) * PER_PAGE_MS),
  });
}
