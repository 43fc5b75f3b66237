import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { integrationKeys } from './keys';

/** Let a system be called again at once. */
export function useResetBreaker(adapter: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(
        workflowService.POST('/integrations/{adapter}/reset/', { params: { path: { adapter } } }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: integrationKeys.all }),
  });
}
