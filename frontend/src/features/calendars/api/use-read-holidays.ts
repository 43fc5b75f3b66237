import { useMutation } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

/** What an iCalendar file holds that the calendar does not have; nothing is written. */
export function useReadHolidays(id: number) {
  return useMutation({
    mutationFn: async (file: File) =>
      unwrap(
        workflowService.POST('/calendars/{calendar_id}/holidays/import/', {
          params: { path: { calendar_id: id }, query: { dry_run: true } },
          body: { ical: await file.text(), skip_problems: true },
        }),
      ),
  });
}
