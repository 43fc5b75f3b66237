import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { ROLES_CHANGED } from '@/api/use-roles';

import type { NewRole, RoleChange } from '../roles';

export function useCreateRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRole) => unwrap(authService.POST('/api/v1/roles/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ROLES_CHANGED }),
  });
}

export function useChangeRole(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RoleChange) =>
      unwrap(
        authService.PATCH('/api/v1/roles/{role_id}/', {
          params: { path: { role_id: id } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ROLES_CHANGED }),
  });
}
