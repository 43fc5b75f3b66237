import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { workflowKeys } from './keys';

export function useWorkflow(id: string) {
  return useQuery({
    queryKey: workflowKeys.one(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/', {
          params: { path: { workflow_id: Number(id) } },
        }),
      ),
  });
}
