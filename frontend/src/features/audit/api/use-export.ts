import { useMutation } from '@tanstack/react-query';

import { exportAddress, type AuditFilter } from '../audit';
import { fetchAudit } from './use-audit';

/** Has the browser fetch a file, however long; it cannot renew the session, so that is done before. */
export function useExport(filter: AuditFilter) {
  return useMutation({
    mutationFn: async (format: 'csv' | 'jsonl') => {
      await fetchAudit(filter, { page_size: 1 });
      const link = document.createElement('a');
      link.href = exportAddress(filter, format);
      link.download = '';
      link.click();
    },
  });
}
