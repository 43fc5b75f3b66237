import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { calendarKeys } from './keys';

export function useCancelRecount(id: number) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(
        workflowService.POST('/recounts/{recount_id}/cancel/', {
          params: { path: { recount_id: id } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: calendarKeys.all }),
  });
}
