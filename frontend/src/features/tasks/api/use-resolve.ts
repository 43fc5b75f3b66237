import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { components } from '@/api/workflow';
import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

type Decision = Partial<components['schemas']['ResolveInputRequest']> &
  Pick<components['schemas']['ResolveInputRequest'], 'action' | 'version'>;

/** Decide in the place of another system, or have it asked again. */
export function useResolve(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (decision: Decision) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/external/resolve/', {
          params: { path: { task_id: id } },
          body: { alternative: '', transition: '', reason: '', inputs: {}, ...decision },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
