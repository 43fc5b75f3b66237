import { useMutation } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { fetchSaved } from './fetch-saved';

interface Restore {
  number: number;
  /** The version of the draft that was seen. */
  version: number;
}

/** Make a published version the draft again; answers the new draft. */
export function useRestore(id: string) {
  return useMutation({
    mutationFn: async ({ number, version }: Restore) => {
      await unwrap(
        workflowService.POST('/workflows/{workflow_id}/versions/{number}/restore/', {
          params: { path: { workflow_id: Number(id), number } },
          body: { version },
        }),
      );
      return fetchSaved(id);
    },
  });
}
