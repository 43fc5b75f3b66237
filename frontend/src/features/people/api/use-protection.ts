import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { peopleKeys } from './keys';
import { pathOf } from './use-person';

/** How somebody's sign-in is protected. */
export function useProtection(id: number) {
  return useQuery({
    queryKey: peopleKeys.protection(id),
    queryFn: () => unwrap(authService.GET('/api/v1/users/{user_id}/2fa/', pathOf(id))),
  });
}

export function useResetProtection(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(authService.DELETE('/api/v1/users/{user_id}/2fa/', pathOf(id))),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.protection(id) }),
  });
}

/** Whether failed sign-ins delay somebody just now. */
export function useSignInDelay(id: number) {
  return useQuery({
    queryKey: peopleKeys.delay(id),
    queryFn: () => unwrap(authService.GET('/api/v1/users/{user_id}/sign-in-delay/', pathOf(id))),
  });
}

export function useUnlock(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(authService.POST('/api/v1/users/{user_id}/unlock/', pathOf(id))),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peopleKeys.delay(id) }),
  });
}
