import { keepPreviousData, useQueries } from '@tanstack/react-query';

import { messagingService, unwrap } from './client';
import type { components } from './messaging';

export type Digest = components['schemas']['DigestOutput'];

export const DIGESTS = 'digests';
const REFRESH_MS = 30_000;

/**
 * Unread comments and people of tickets, asked page by page; of those not `near` to what is looked
 * at, only what is known already.
 */
export function useDigests(pages: string[][], near: (page: number) => boolean) {
  return useQueries({
    queries: pages.map((numbers, page) => ({
      queryKey: [DIGESTS, numbers],
      queryFn: () =>
        unwrap(
          messagingService.GET('/api/digests/', { params: { query: { ticket_id: numbers } } }),
        ),
      enabled: numbers.length > 0 && near(page),
      refetchInterval: REFRESH_MS,
      staleTime: REFRESH_MS / 2,
      placeholderData: keepPreviousData,
    })),
    combine: (answers) => {
      const known = new Map<string, Digest>();
      for (const { data } of answers) for (const one of data ?? []) known.set(one.ticket_id, one);
      return known;
    },
  });
}
