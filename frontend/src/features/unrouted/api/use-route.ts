import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { unroutedKeys } from './keys';

interface Choice {
  workflow_id: number;
  reason: string;
}

/** Start a waiting ticket on a workflow that somebody chose. */
export function useRoute(ticketId: number) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: Choice) =>
      unwrap(
        workflowService.POST('/tickets/{ticket_id}/route/', {
          params: { path: { ticket_id: ticketId } },
          body,
        }),
      ),
    // Not waited for: the ticket leaves the list, and with it the one who has to be told.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: unroutedKeys.all });
      void queryClient.invalidateQueries({ queryKey: WORK_CHANGED });
    },
  });
}
