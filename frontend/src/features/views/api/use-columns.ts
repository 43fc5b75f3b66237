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

/** Arrange a view for oneself. It looks so at once; of several changes the last one stays. */
export function useArrange(view: string) {
  const queryClient = useQueryClient();
  const key = viewKeys.columns(view);
  const isLast = () => queryClient.isMutating({ mutationKey: key }) === 1;

  return useMutation({
    mutationKey: key,
    scope: { id: key.join('/') },
    mutationFn: async (body: Arrangement) =>
      (await unwrap(
        workflowService.PUT('/views/columns/{key}/', { ...of(view), body }),
      )) as Arrangement,
    onMutate: (body) => {
      const before = queryClient.getQueryData<Arrangement>(key);
      queryClient.setQueryData<Arrangement>(key, body);
      return before;
    },
    onSuccess: (kept) => isLast() && queryClient.setQueryData(key, kept),
    onError: (_, __, before) => isLast() && queryClient.setQueryData(key, before),
  });
}
