import { useQueryClient } from '@tanstack/react-query';

import { useStream } from '@/api/use-stream';
import { loadAnew } from '@/shared/lib/load-anew';

import { taskKeys } from './keys';

/** Fetch a task, and what `onChange` fetches, again whenever its ticket is said to have changed. */
export function useTaskStream(ticketNumber: string | null, onChange?: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    void loadAnew(queryClient, taskKeys.all);
    onChange?.();
  };
  const path = ticketNumber && `/ws/tickets/${encodeURIComponent(ticketNumber)}/`;

  return useStream(path, { onEvent: refresh, onResync: refresh });
}
