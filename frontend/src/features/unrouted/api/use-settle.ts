import { useMutation, useQueryClient } from '@tanstack/react-query';

import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { unroutedKeys } from './keys';

/** Something an admin does with a waiting ticket, after which the list is another. */
export function useSettle<Body, Answer>(send: (body: Body) => Promise<Answer>) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: send,
    // Not waited for: the ticket leaves the list, and with it the one who has to be told.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: unroutedKeys.all });
      void queryClient.invalidateQueries({ queryKey: WORK_CHANGED });
    },
  });
}
