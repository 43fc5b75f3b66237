import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { WORKFLOWS_CHANGED } from '@/shared/lib/workflows-changed';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

export type Move = 'deploy' | 'pause' | 'resume' | 'archive';

interface LifeStep {
  move: Move;
  /** The version of the draft that was seen. */
  version: number;
  note?: string;
}

/** Publish, pause, resume or archive; answers the workflow. */
export function useLifecycle(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ move, ...body }: LifeStep) =>
      unwrap(
        workflowService.POST(`/workflows/{workflow_id}/${move}/`, { params: ofWorkflow(id), body }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: WORKFLOWS_CHANGED });
      void queryClient.invalidateQueries({ queryKey: designerKeys.versions(id) });
    },
  });
}
