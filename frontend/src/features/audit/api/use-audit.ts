import { useInfiniteQuery } from '@tanstack/react-query';

import { authService, unwrap, workflowService } from '@/api/client';

import { cursorOf, queryOf, taskOf, type AuditEvent, type AuditFilter } from '../audit';

const PAGE_SIZE = 50;

interface AuditPage {
  next?: string | null;
  results: AuditEvent[];
}

/** A page of the audit, the newest acts first. */
export function fetchAudit(
  filter: AuditFilter,
  page: { page_size: number; cursor?: string },
): Promise<AuditPage> {
  const query = { ...page, ...queryOf(filter) };
  return filter.audit === 'auth'
    ? unwrap(authService.GET('/api/v1/audit/', { params: { query } }))
    : unwrap(
        workflowService.GET('/audit/', { params: { query: { ...query, ...taskOf(filter) } } }),
      );
}

export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam: cursor }) =>
      fetchAudit(filter, { page_size: PAGE_SIZE, ...(cursor && { cursor }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => cursorOf(next),
  });
}
