import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { viewKeys } from './keys';

const MOST = 100;

/** One's own saved views and those that colleagues share. */
export function useViews() {
  return useQuery({
    queryKey: viewKeys.saved,
    queryFn: async () => {
      const query = { page_size: MOST };
      return (await unwrap(workflowService.GET('/views/', { params: { query } }))).results;
    },
    staleTime: 60_000,
  });
}
