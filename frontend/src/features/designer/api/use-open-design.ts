import { useQuery } from '@tanstack/react-query';

import { fetchSaved } from './fetch-saved';
import { designerKeys } from './keys';

/** The draft to start from. What comes after is the designer's, so it is never fetched again. */
export function useOpenDesign(id: string) {
  return useQuery({
    queryKey: designerKeys.open(id),
    queryFn: () => fetchSaved(id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}
