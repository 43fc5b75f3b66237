import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { peopleKeys } from './keys';

const PAGE_SIZE = 100;

export function usePersonRoles(id: number) {
  return useQuery({
    queryKey: peopleKeys.roles(id),
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          authService.GET('/api/v1/user-roles/', {
            params: { query: { user_id: id, page, page_size: PAGE_SIZE } },
          }),
        ),
      ),
  });
}

export function useGrantRole(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (roleId: number) =>
      unwrap(authService.POST('/api/v1/user-roles/', { body: { user_id: id, role_id: roleId } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}

export function useRevokeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (assignmentId: number) =>
      unwrap(
        authService.DELETE('/api/v1/user-roles/{assignment_id}/', {
          params: { path: { assignment_id: assignmentId } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
}
