import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { taskKeys } from './keys';

const REFRESH_MS = 60_000;
// What comes together is counted together, and a busy day is not counted all the time.
const GATHER_MS = 400;
const PAUSE_MS = 5_000;

/** How many tasks each view holds, the saved ones in `saved` by their keys. */
export function useViewCounts() {
  useFollowingWork();
  return useQuery({
    queryKey: taskKeys.counts,
    queryFn: () => unwrap(workflowService.GET('/views/counts/')),
    refetchInterval: REFRESH_MS,
  });
}

/** Count again soon after work has changed, but not for every change of many. */
function useFollowingWork() {
  const queryClient = useQueryClient();

  useEffect(() => {
    let timer: number | undefined;
    const stop = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'invalidate') return;
      if (event.query.queryKey[0] !== WORK_CHANGED[0] || timer !== undefined) return;
      timer = window.setTimeout(() => {
        timer = undefined;
        void queryClient.refetchQueries({ queryKey: taskKeys.counts }, { cancelRefetch: false });
      }, waitFor(queryClient));
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [queryClient]);
}

function waitFor(queryClient: QueryClient): number {
  const counted = queryClient.getQueryState(taskKeys.counts)?.dataUpdatedAt ?? 0;
  return Math.max(GATHER_MS, counted + PAUSE_MS - Date.now());
}
