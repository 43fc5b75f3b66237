import { useQuery } from '@tanstack/react-query';

import { taskKeys } from './keys';
import { fetchTasks } from './fetch-tasks';
import type { View } from '../inbox-filter';

const REFRESH_MS = 60_000;

/** How many tasks a view holds, whatever is searched for. */
export function useTaskCount(view: View) {
  const filter = { view, search: '', priority: null };

  return useQuery({
    queryKey: taskKeys.count(filter),
    queryFn: async () => (await fetchTasks(filter, 1, 1)).count,
    refetchInterval: REFRESH_MS,
  });
}
