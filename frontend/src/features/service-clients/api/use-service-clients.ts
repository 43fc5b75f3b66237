import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { ServiceScope } from '../service-clients';

const CLIENTS = ['service-clients'] as const;
const PAGE_SIZE = 50;

/** Programs that get tokens for a secret, by name. */
export function useServiceClients() {
  return useInfiniteQuery({
    queryKey: CLIENTS,
    queryFn: ({ pageParam: page }) =>
      unwrap(
        authService.GET('/api/v1/service-clients/', {
          params: { query: { page, page_size: PAGE_SIZE } },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next ? page + 1 : undefined),
  });
}

const pathOf = (id: string) => ({ params: { path: { client_id: id } } });

function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: CLIENTS });
}

/** Make a credential; the answer is the only one that holds its secret. */
export function useCreateServiceClient() {
  return useMutation({
    mutationFn: (body: { client_id: string; scopes: ServiceScope[] }) =>
      unwrap(authService.POST('/api/v1/service-clients/', { body })),
    onSuccess: useRefresh(),
  });
}

/** Another secret in place of the present one, which works for some hours longer. */
export function useRotateServiceClient(id: string) {
  return useMutation({
    mutationFn: (overlapHours: number) =>
      unwrap(
        authService.POST('/api/v1/service-clients/{client_id}/rotate/', {
          ...pathOf(id),
          body: { overlap_seconds: overlapHours * 3600 },
        }),
      ),
    onSuccess: useRefresh(),
  });
}

export function useChangeServiceClient(id: string) {
  return useMutation({
    mutationFn: (body: { scopes?: ServiceScope[]; is_active?: boolean }) =>
      unwrap(authService.PATCH('/api/v1/service-clients/{client_id}/', { ...pathOf(id), body })),
    onSettled: useRefresh(),
  });
}
