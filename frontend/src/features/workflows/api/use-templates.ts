import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { workflowKeys } from './keys';

export function useTemplates() {
  return useQuery({
    queryKey: workflowKeys.templates,
    queryFn: () => unwrap(workflowService.GET('/workflows/templates/')),
    select: ({ results }) => results,
    staleTime: Infinity,
  });
}
