import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** Stop watching a ticket, whatever task it has and whether it is still in sight or not. */
export function useStopWatching(number: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (): Promise<void> => {
      const params = { path: { number } };
      await unwrap(workflowService.DELETE('/tickets/{number}/watch/', { params }));
    },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: taskKeys.all }),
        queryClient.invalidateQueries({ queryKey: taskKeys.counts }),
      ]),
  });
}
