import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, ifMatch, unwrap, versionTag } from '@/api/client';
import { ROLES_CHANGED, type Role } from '@/api/use-roles';

import type { NewRole, RoleChange } from '../roles';

export function useCreateRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRole) => unwrap(authService.POST('/api/v1/roles/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ROLES_CHANGED }),
  });
}

/** Change a role as it was seen; 412 when it has changed since. */
export function useChangeRole(role: Role | undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RoleChange) =>
      unwrap(
        authService.PATCH('/api/v1/roles/{role_id}/', {
          params: { path: { role_id: role?.id ?? 0 }, ...ifMatch(versionTag(role)) },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ROLES_CHANGED }),
  });
}
