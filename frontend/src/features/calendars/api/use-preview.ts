import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { CalendarDraft } from '../calendar';
import { calendarKeys } from './keys';

/** When so many seconds of working time are over, by times that need not be saved. */
export function usePreview(draft: CalendarDraft, seconds: number) {
  const { time_zone, slots, holidays } = draft;
  const body = { time_zone, slots, holidays, seconds };
  return useQuery({
    queryKey: calendarKeys.preview(body),
    queryFn: () => unwrap(workflowService.POST('/calendars/preview/', { body })),
    placeholderData: keepPreviousData,
    enabled: slots.length > 0,
    retry: false,
  });
}
