import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { profileKeys } from './keys';

export function useProfile() {
  return useQuery({
    queryKey: profileKeys.own,
    queryFn: () => unwrap(authService.GET('/api/v1/users/me/')),
  });
}
