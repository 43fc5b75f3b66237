import { useQuery } from '@tanstack/react-query';

import type { components } from '@/api/workflow';
import { unwrap, workflowService } from '@/api/client';

import { designerKeys } from './keys';

export type Operation = components['schemas']['OfferedOperation'];
export type RequestField = components['schemas']['RequestFieldOutput'];

/** What integration steps can ask of other systems, with the fields of each request. */
export function useOperations() {
  return useQuery({
    queryKey: designerKeys.operations,
    queryFn: () => unwrap(workflowService.GET('/integrations/operations/')),
    staleTime: 60_000,
  });
}
