import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { BoardPerson } from '../board';

/** Say how many open items fill a person's hands (null: as many as usual), as it was `seen`. */
export function useSetCapacity({ user_id: userId, capacity: seen }: BoardPerson) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (capacity: number | null) =>
      unwrap(
        workflowService.PUT('/board/people/{user_id}/capacity/', {
          params: { path: { user_id: userId } },
          body: { capacity, seen },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
