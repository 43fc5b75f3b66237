import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { integrationKeys } from './keys';

/** Ask a system whether it is there; it counts like any other call. */
export function useTestCall(adapter: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(
        workflowService.POST('/integrations/{adapter}/test/', { params: { path: { adapter } } }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: integrationKeys.all }),
  });
}
