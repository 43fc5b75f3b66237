import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { everyPage } from '@/shared/lib/every-page';

import { designerKeys } from './keys';

export type StepRole = components['schemas']['RoleOutput'];

const PAGE_SIZE = 100;

/** The roles that steps can be given to, each with the number of people work can go to. */
export function useStepRoles() {
  return useQuery({
    queryKey: designerKeys.roles,
    queryFn: () =>
      everyPage((page) =>
        unwrap(
          workflowService.GET('/roles/', { params: { query: { page, page_size: PAGE_SIZE } } }),
        ),
      ),
    staleTime: 60_000,
  });
}
