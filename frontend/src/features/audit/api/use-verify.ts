import { useMutation } from '@tanstack/react-query';

import { authService, unwrap, workflowService } from '@/api/client';

import type { AuditFilter, Report } from '../audit';

/** Compares rows with their seals, on the days of the filter. */
export function useVerify({ audit, from, until }: AuditFilter) {
  const query = { ...(from && { start_date: from }), ...(until && { end_date: until }) };
  return useMutation({
    mutationFn: (): Promise<Report> =>
      audit === 'auth'
        ? unwrap(authService.GET('/api/v1/audit/verify/', { params: { query } }))
        : unwrap(workflowService.GET('/audit/verify/', { params: { query } })),
  });
}
