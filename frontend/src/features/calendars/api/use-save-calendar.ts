import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Calendar, CalendarDraft } from '../calendar';
import { calendarKeys } from './keys';

/** Make a calendar, or change the one that was seen at `version`. */
export function useSaveCalendar(seen: { id: number; version: number } | null) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (body: CalendarDraft) => {
      if (!seen) return unwrap(workflowService.POST('/calendars/', { body }));
      return unwrap(
        workflowService.PUT('/calendars/{calendar_id}/', {
          params: {
            path: { calendar_id: seen.id },
            header: { 'If-Match': `"${seen.version}"` },
          },
          body,
        }),
      );
    },
    onSuccess: (calendar) => {
      queryClient.setQueryData(calendarKeys.one(calendar.id), calendar as Calendar);
      return queryClient.invalidateQueries({ queryKey: calendarKeys.list });
    },
  });
}
