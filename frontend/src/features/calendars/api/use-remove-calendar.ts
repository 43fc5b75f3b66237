import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { calendarKeys } from './keys';

export function useRemoveCalendar(id: number) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(
        workflowService.DELETE('/calendars/{calendar_id}/', {
          params: { path: { calendar_id: id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: calendarKeys.list }),
  });
}
