import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, ifMatch, unwrap, unwrapTagged } from '@/api/client';

import type { NewPerson, PersonChange, SeenPerson } from '../people';
import { peopleKeys } from './keys';

export const pathOf = (id: number) => ({ params: { path: { user_id: id } } });

export function usePerson(id: number) {
  return useQuery({
    queryKey: peopleKeys.person(id),
    queryFn: () => unwrapTagged(authService.GET('/api/v1/users/{user_id}/', pathOf(id))),
  });
}

export function useCreatePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPerson) => unwrap(authService.POST('/api/v1/users/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

/** Change somebody as they were seen; 412 when they have changed since. */
export function useChangePerson({ id, etag }: SeenPerson) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PersonChange) =>
      unwrap(
        authService.PATCH('/api/v1/users/{user_id}/', {
          params: { path: { user_id: id }, ...ifMatch(etag) },
          body,
        }),
      ),
    // After a refusal as well: it may have come from a newer state.
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

/** Mail a link with which the person sets a new password. */
export function useMailResetLink() {
  return useMutation({
    mutationFn: (username: string) =>
      unwrap(authService.POST('/password/forgot/', { body: { username } })),
  });
}
