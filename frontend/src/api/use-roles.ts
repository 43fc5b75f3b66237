import { useQuery } from '@tanstack/react-query';

import { everyPage } from '@/shared/lib/every-page';

import type { components } from './auth';
import { authService, unwrap } from './client';

export type Role = components['schemas']['RoleOutput'];

export const ROLES_CHANGED = ['roles'] as const;
const PAGE_SIZE = 100;

/** Every role of every system, inactive ones included. */
export function useRoles() {
  return useQuery({
    queryKey: [...ROLES_CHANGED, 'all'],
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          authService.GET('/api/v1/roles/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      ),
  });
}
