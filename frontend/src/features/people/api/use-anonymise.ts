import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { peopleKeys } from './keys';
import { pathOf } from './use-person';

/** What anonymising would change; changes nothing. */
export function useAnonymisationPreview(id: number) {
  return useQuery({
    queryKey: peopleKeys.anonymisation(id),
    queryFn: () => unwrap(authService.GET('/api/v1/users/{user_id}/anonymise/', pathOf(id))),
    gcTime: 0,
    retry: false,
  });
}

/** Forget who somebody was, for good; answers the receipt. */
export function useAnonymise(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (username: string) =>
      unwrap(
        authService.POST('/api/v1/users/{user_id}/anonymise/', {
          ...pathOf(id),
          body: { username },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['people', 'list'] }),
  });
}

export function useExportPerson(id: number) {
  return useMutation({
    mutationFn: () => unwrap(authService.GET('/api/v1/users/{user_id}/export/', pathOf(id))),
  });
}
