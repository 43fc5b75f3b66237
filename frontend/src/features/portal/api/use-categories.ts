import { useQuery } from '@tanstack/react-query';

import { ticketService, unwrap } from '@/api/client';

import { portalKeys } from './keys';

/** What one can ask for: sub-categories by category. */
export function useCategories() {
  return useQuery({
    queryKey: portalKeys.categories,
    queryFn: () => unwrap(ticketService.GET('/categories/')),
    select: ({ categories }) =>
      Object.groupBy(categories, ({ category }) => category) as Record<
        string,
        { category: string; sub_category: string }[]
      >,
    staleTime: 60_000,
  });
}
