import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Arrangement } from '../views';
import { viewKeys } from './keys';

const of = (view: string) => ({ params: { path: { key: view } } });

/** The columns this person has chosen for a view; none: they did not choose. */
export function useColumns(view: string) {
  return useQuery({
    queryKey: viewKeys.columns(view),
    queryFn: async () =>
      (await unwrap(workflowService.GET('/views/columns/{key}/', of(view)))) as Arrangement,
    staleTime: Infinity,
  });
}

export function useArrange(view: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (body: Arrangement) =>
      (await unwrap(
        workflowService.PUT('/views/columns/{key}/', { ...of(view), body }),
      )) as Arrangement,
    onSuccess: (kept) => queryClient.setQueryData(viewKeys.columns(view), kept),
  });
}
