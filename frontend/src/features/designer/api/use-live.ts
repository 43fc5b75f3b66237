import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

const EVERY_MS = 15_000;

/** What goes on at each step just now. */
export function useLive(id: string, enabled: boolean) {
  return useQuery({
    queryKey: designerKeys.live(id),
    queryFn: () =>
      unwrap(workflowService.GET('/workflows/{workflow_id}/live/', { params: ofWorkflow(id) })),
    enabled,
    refetchInterval: EVERY_MS,
  });
}
