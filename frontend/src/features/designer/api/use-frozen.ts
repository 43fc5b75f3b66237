import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { readDesign, type Design } from '../document/design';
import { designerKeys } from './keys';

/** The drawing of a published version; without a number nothing is fetched. */
export function useFrozen(id: string, number: number | null, draft: Design) {
  const version = useQuery({
    queryKey: designerKeys.frozen(id, number ?? 0),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/versions/{number}/', {
          params: { path: { workflow_id: Number(id), number: number ?? 0 } },
        }),
      ),
    enabled: number !== null,
    staleTime: Infinity,
    // Its own settings are told in words; the drawing needs none.
    select: (graph) => readDesign(draft.settings, graph),
  });
  return number === null ? draft : version.data;
}
