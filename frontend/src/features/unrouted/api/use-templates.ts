import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { unroutedKeys } from './keys';

/** The templates a rule's draft can begin with. */
export function useTemplates() {
  return useQuery({
    queryKey: unroutedKeys.templates,
    queryFn: () => unwrap(workflowService.GET('/workflows/templates/')),
    select: ({ results }) => results,
    staleTime: Infinity,
  });
}
