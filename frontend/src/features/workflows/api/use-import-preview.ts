import { useMutation } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { WorkflowDocument } from './use-new-workflow';

/** What importing a document would do. */
export function useImportPreview() {
  return useMutation({
    mutationFn: (document: WorkflowDocument) =>
      unwrap(
        workflowService.POST('/workflows/import/', {
          params: { query: { dry_run: true } },
          body: document,
        }),
      ),
  });
}
