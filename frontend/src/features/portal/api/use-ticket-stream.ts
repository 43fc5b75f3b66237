import { useQueryClient } from '@tanstack/react-query';

import { useStream } from '@/api/use-stream';
import { loadAnew } from '@/shared/lib/load-anew';

import { portalKeys } from './keys';

// The status takes a moment from the workflow to the requester's record.
const SETTLED_MS = 1_500;

/** Fetch a requester's ticket, and what `onChange` fetches, again whenever it is said to have moved. */
export function useTicketStream(number: string, onChange?: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    void loadAnew(queryClient, portalKeys.ticket(number));
    onChange?.();
  };

  return useStream(`/ws/tickets/${encodeURIComponent(number)}/`, {
    onEvent: () => {
      refresh();
      setTimeout(refresh, SETTLED_MS);
    },
    onResync: refresh,
  });
}
