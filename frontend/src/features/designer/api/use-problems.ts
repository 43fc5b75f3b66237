import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { designerKeys } from './keys';

export type Problem = components['schemas']['ProblemOutput'];

/** What validation finds in the draft as it was saved last. */
export function useProblems(id: string, version: number) {
  return useQuery({
    queryKey: designerKeys.problems(id, version),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/validate/', {
          params: { path: { workflow_id: Number(id) } },
        }),
      ),
    select: ({ problems }) => problems,
    placeholderData: keepPreviousData,
  });
}
