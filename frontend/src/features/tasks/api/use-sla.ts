import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** The clock of a task and the ledger it follows from. */
export function useSla(id: string) {
  return useQuery({
    queryKey: taskKeys.sla(id),
    queryFn: () =>
      unwrap(workflowService.GET('/tasks/{task_id}/sla/', { params: { path: { task_id: id } } })),
  });
}
