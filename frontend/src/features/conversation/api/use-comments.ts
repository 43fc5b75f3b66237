import { useQuery } from '@tanstack/react-query';

import { messagingService, unwrap } from '@/api/client';
import { ApiError } from '@/shared/lib/api-error';

import { flatten, type Comment } from './comment';
import { commentKeys } from './keys';

const PAGE_SIZE = 100;
// A ticket just handed in takes a moment until its conversation can begin.
const NOT_YET = { tries: 8, pauseMs: 2_000 };

function isNotYet(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.status === 404 && failures < NOT_YET.tries;
}

function cursorOf(next: string | null): number | undefined {
  const cursor = next && new URL(next, window.location.origin).searchParams.get('cursor');
  return cursor ? Number(cursor) : undefined;
}

async function fetchAll(ticket: string): Promise<Comment[]> {
  const comments: Comment[] = [];
  let cursor: number | undefined;
  do {
    const page = await unwrap(
      messagingService.GET('/api/comments/', {
        params: { query: { ticket_id: ticket, page_size: PAGE_SIZE, ...(cursor && { cursor }) } },
      }),
    );
    comments.push(...flatten(page.results));
    cursor = cursorOf(page.next);
  } while (cursor);
  return comments.sort((left, right) => left.seq - right.seq);
}

/** Every comment of a ticket that this person may read. The stream keeps it current. */
export function useComments(ticket: string) {
  return useQuery({
    queryKey: commentKeys.ofTicket(ticket),
    queryFn: () => fetchAll(ticket),
    staleTime: 30_000,
    retry: isNotYet,
    retryDelay: NOT_YET.pauseMs,
  });
}
