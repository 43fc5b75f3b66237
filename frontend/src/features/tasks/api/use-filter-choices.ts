import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

const FRESH_MS = 5 * 60_000;

export type FilterChoices = components['schemas']['FilterChoicesOutput'];

/** What the filters of the list can be given; not asked for before somebody filters. */
export function useFilterChoices(wanted: boolean) {
  return useQuery({
    queryKey: ['views', 'choices'],
    queryFn: () => unwrap(workflowService.GET('/views/choices/')),
    enabled: wanted,
    staleTime: FRESH_MS,
  });
}
