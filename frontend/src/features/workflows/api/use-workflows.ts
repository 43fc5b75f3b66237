import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { workflowKeys } from './keys';

export function useWorkflows(search: string) {
  return useQuery({
    queryKey: workflowKeys.list(search),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/', {
          params: { query: { page_size: 100, ...(search && { search }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
