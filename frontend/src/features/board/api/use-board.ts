import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { startOfDay } from '../board';
import { boardKeys } from './keys';

const EVERY_MS = 10_000;

/** The board of a role. It stands still while `busy`: nothing moves under somebody's hands. */
export function useBoard(role: string, busy: boolean) {
  return useQuery({
    queryKey: boardKeys.of(role),
    queryFn: () =>
      unwrap(
        workflowService.GET('/board/', {
          params: { query: { role, since: startOfDay(new Date()) } },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: busy ? false : EVERY_MS,
    notifyOnChangeProps: busy ? [] : undefined,
  });
}
