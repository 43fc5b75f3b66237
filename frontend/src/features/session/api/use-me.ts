import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { ApiError } from '@/shared/lib/api-error';
import type { Session } from '@/shared/lib/session';

import { sessionKeys } from './keys';

async function fetchMe(): Promise<Session | null> {
  try {
    const me = await unwrap(authService.GET('/api/v1/users/me/'));
    return {
      id: me.id,
      username: me.username,
      fullName: me.full_name,
      email: me.email,
      roles: me.roles,
      theme: me.theme,
      language: me.language,
      timeZone: me.time_zone,
    };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({ queryKey: sessionKeys.me, queryFn: fetchMe, staleTime: 5 * 60_000 });
}
