import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { WORKFLOWS_CHANGED } from '@/shared/lib/workflows-changed';

type Schemas = components['schemas'];
export type WorkflowDocument = Schemas['WorkflowDocumentRequest'];

/** Where a new draft comes from. */
export type Origin =
  | { from: 'nothing'; name: string }
  | { from: 'template'; key: string; name: string }
  | { from: 'workflow'; id: number; name: string }
  | { from: 'document'; document: WorkflowDocument };

async function create(origin: Origin): Promise<Schemas['WorkflowOutput'] | null> {
  switch (origin.from) {
    case 'nothing':
      return unwrap(workflowService.POST('/workflows/', { body: { name: origin.name } }));
    case 'template':
      return unwrap(
        workflowService.POST('/workflows/templates/{key}/', {
          params: { path: { key: origin.key } },
          body: { name: origin.name },
        }),
      );
    case 'workflow':
      return unwrap(
        workflowService.POST('/workflows/{workflow_id}/clone/', {
          params: { path: { workflow_id: origin.id } },
          body: { name: origin.name },
        }),
      );
    case 'document': {
      const made = await unwrap(
        workflowService.POST('/workflows/import/', { body: origin.document }),
      );
      return made.workflow;
    }
  }
}

/** Make a new draft, empty or after something. */
export function useNewWorkflow() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: create,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: WORKFLOWS_CHANGED }),
  });
}
