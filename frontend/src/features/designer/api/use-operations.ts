import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { designerKeys } from './keys';

/** The operations of other systems that an integration step can call. */
export function useOperations() {
  return useQuery({
    queryKey: designerKeys.operations,
    queryFn: () => unwrap(workflowService.GET('/integrations/')),
    select: (systems) => systems.flatMap(({ operations }) => operations.map(({ id }) => id)),
    staleTime: 60_000,
  });
}
