import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Difference } from '../document/differences';
import { designerKeys } from './keys';
import { ofWorkflow } from './params';

/** A published version, or the draft. */
export type VersionName = number | 'draft';

/** What differs between two versions. */
export function useComparison(
  id: string,
  from: VersionName,
  to: VersionName,
  draftVersion: number,
) {
  return useQuery({
    queryKey: designerKeys.comparison(id, from, to, draftVersion),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/compare/', {
          params: { ...ofWorkflow(id), query: { from, to } },
        }),
      ),
    select: ({ changes }): Difference[] => changes,
    placeholderData: keepPreviousData,
  });
}
