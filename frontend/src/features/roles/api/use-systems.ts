import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, ifMatch, unwrap, versionTag } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import type { NewSystem, System } from '../roles';

const SYSTEMS = ['systems'] as const;
const PAGE_SIZE = 100;

/** The systems in which people hold roles. */
export function useSystems() {
  return useQuery({
    queryKey: SYSTEMS,
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          authService.GET('/api/v1/systems/', {
            params: { query: { page, page_size: PAGE_SIZE } },
          }),
        ),
      ),
  });
}

export function useCreateSystem() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSystem) => unwrap(authService.POST('/api/v1/systems/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: SYSTEMS }),
  });
}

/** Describe a system as it was seen; 412 when it has changed since. */
export function useDescribeSystem(system: System | undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (description: string) =>
      unwrap(
        authService.PATCH('/api/v1/systems/{system_id}/', {
          params: { path: { system_id: system?.id ?? 0 }, ...ifMatch(versionTag(system)) },
          body: { description },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SYSTEMS }),
  });
}
