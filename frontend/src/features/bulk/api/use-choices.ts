import { skipToken, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import { withWork } from '../bulk';

const PAGE_SIZE = 100;
const FRESH_MS = 60_000;

/** The roles that work can go to. */
export function useReceivingRoles() {
  return useQuery({
    queryKey: ['bulk', 'roles'],
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/roles/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      ),
    select: withWork,
    staleTime: FRESH_MS,
  });
}

/** The people in a role, by name. */
export function useMembers(roleId: number | undefined) {
  return useQuery({
    queryKey: ['bulk', 'members', roleId],
    queryFn:
      roleId === undefined
        ? skipToken
        : () =>
            everyPage((page) =>
              unwrap(
                workflowService.GET('/roles/{role_id}/members/', {
                  params: { path: { role_id: roleId }, query: { page, page_size: PAGE_SIZE } },
                }),
              ),
            ),
    select: (members) =>
      members
        .filter(({ is_active }) => is_active)
        .sort((one, other) => one.full_name.localeCompare(other.full_name)),
    staleTime: FRESH_MS,
  });
}

/** Why work may wait. */
export function useHoldReasons() {
  return useQuery({
    queryKey: ['bulk', 'hold-reasons'],
    queryFn: () => unwrap(workflowService.GET('/tasks/hold-reasons/')),
    staleTime: FRESH_MS,
  });
}
