import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

export type PublishEffect = components['schemas']['PublishEffectOutput'];

/** What publishing the draft of this version would do. */
export function usePublishEffect(id: string, version: number) {
  return useQuery({
    queryKey: designerKeys.effect(id, version),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/publish-effect/', { params: ofWorkflow(id) }),
      ),
    staleTime: 0,
  });
}
