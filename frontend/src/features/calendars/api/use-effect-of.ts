import { useMutation } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { CalendarDraft } from '../calendar';

/** What other times would do to the tasks that run; nothing is written. */
export function useEffectOf(id: number) {
  return useMutation({
    mutationFn: (body: CalendarDraft) =>
      unwrap(
        workflowService.POST('/calendars/{calendar_id}/effect/', {
          params: { path: { calendar_id: id } },
          body,
        }),
      ),
  });
}
