import { useInfiniteQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { paths } from '@/api/workflow';

import { boardKeys } from './keys';

type Query = NonNullable<paths['/assignments/turns/']['get']['parameters']['query']>;
const PAGE_SIZE = 50;

function cursorOf(next: string | null | undefined): string | undefined {
  return (next && new URL(next).searchParams.get('cursor')) || undefined;
}

/** The decisions about work of a role, the newest first. */
export function useTurns(role: string, cause: string) {
  return useInfiniteQuery({
    queryKey: boardKeys.turns(role, cause),
    queryFn: ({ pageParam: cursor }) =>
      unwrap(
        workflowService.GET('/assignments/turns/', {
          params: {
            query: {
              role,
              page_size: PAGE_SIZE,
              ...(cause && { cause: cause as Query['cause'] }),
              ...(cursor && { cursor }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => cursorOf(next),
  });
}

/** Where all of them can be downloaded. */
export function turnsAddress(role: string, cause: string): string {
  const query = new URLSearchParams({ role, format: 'csv', ...(cause && { cause }) });
  return `/api/workflow/assignments/turns/?${query.toString()}`;
}
