import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Calendar } from '../calendar';
import { calendarKeys } from './keys';

const RECOUNT_EVERY_MS = 2_000;

function isRecounting({ recount }: Calendar): boolean {
  return recount?.status === 'queued' || recount?.status === 'running';
}

/** One calendar; looked at again and again while tasks are recounted by it. */
export function useCalendar(id: number) {
  return useQuery({
    queryKey: calendarKeys.one(id),
    queryFn: async () =>
      (await unwrap(
        workflowService.GET('/calendars/{calendar_id}/', { params: { path: { calendar_id: id } } }),
      )) as Calendar,
    refetchInterval: ({ state }) =>
      state.data && isRecounting(state.data) ? RECOUNT_EVERY_MS : false,
  });
}
