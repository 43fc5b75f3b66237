import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { readGraph } from '../graph';
import { workflowKeys } from './keys';

/** The frozen definition a task runs on. It never changes, so it is fetched once. */
export function useVersionGraph(workflowId: number, version: number) {
  const id = String(workflowId);
  return useQuery({
    queryKey: workflowKeys.version(id, version),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/versions/{number}/', {
          params: { path: { workflow_id: workflowId, number: version } },
        }),
      ),
    staleTime: Infinity,
    select: readGraph,
  });
}
