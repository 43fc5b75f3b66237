import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { readGraph } from '../graph';
import { workflowKeys } from './keys';

export function useWorkflowGraph(id: string) {
  return useQuery({
    queryKey: workflowKeys.graph(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/graph/', {
          params: { path: { workflow_id: Number(id) } },
        }),
      ),
    select: readGraph,
  });
}
