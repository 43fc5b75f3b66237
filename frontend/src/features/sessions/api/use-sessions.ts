import { useQuery } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import type { Owner } from '../sessions';
import { sessionsKeys } from './keys';

const PAGE_SIZE = 100;

function fetchPage(owner: Owner, page: number) {
  const query = { page, page_size: PAGE_SIZE };
  return owner === 'me'
    ? authService.GET('/api/v1/users/me/sessions/', { params: { query } })
    : authService.GET('/api/v1/users/{user_id}/sessions/', {
        params: { path: { user_id: owner }, query },
      });
}

/** Where somebody is signed in, the last used first. */
export function useSessions(owner: Owner) {
  return useQuery({
    queryKey: sessionsKeys.of(owner),
    queryFn: () => everyPage((page) => unwrap(fetchPage(owner, page))),
  });
}
