import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { unwrap, workflowService } from '@/api/client';

import { ofWorkflow } from './params';

const HEARTBEAT_MS = 15_000;

/** Who else has the draft open; asking says that this person has, too. */
export function useEditors(id: string, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return;
    return () => {
      void workflowService
        .DELETE('/workflows/{workflow_id}/editing/', { params: ofWorkflow(id), keepalive: true })
        .catch(() => undefined);
    };
  }, [id, enabled]);

  const editors = useQuery({
    queryKey: ['designer', id, 'editors'],
    queryFn: () =>
      unwrap(workflowService.PUT('/workflows/{workflow_id}/editing/', { params: ofWorkflow(id) })),
    enabled,
    refetchInterval: HEARTBEAT_MS,
    staleTime: 0,
  });
  return editors.data?.editors ?? [];
}
