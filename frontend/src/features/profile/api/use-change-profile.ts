import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { SESSION } from '@/shared/lib/session';

import type { ProfileChange } from '../profile';

/** Change what is given of one's own profile. */
export function useChangeProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileChange) => unwrap(authService.PATCH('/api/v1/users/me/', { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [SESSION] }),
  });
}
