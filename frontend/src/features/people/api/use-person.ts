import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { NewPerson, PersonChange } from '../people';
import { peopleKeys } from './keys';

export const pathOf = (id: number) => ({ params: { path: { user_id: id } } });

export function usePerson(id: number) {
  return useQuery({
    queryKey: peopleKeys.person(id),
    queryFn: () => unwrap(authService.GET('/api/v1/users/{user_id}/', pathOf(id))),
  });
}

export function useCreatePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPerson) => unwrap(authService.POST('/api/v1/users/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

export function useChangePerson(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PersonChange) =>
      unwrap(authService.PATCH('/api/v1/users/{user_id}/', { ...pathOf(id), body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

/** Mail a link with which the person sets a new password. */
export function useMailResetLink() {
  return useMutation({
    mutationFn: (username: string) =>
      unwrap(authService.POST('/password/forgot/', { body: { username } })),
  });
}
