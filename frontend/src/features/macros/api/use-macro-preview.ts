import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Given, MacroPreview } from '../macros';
import { macroKeys } from './keys';

/** What a run would change; nothing is written. */
export function useMacroPreview(task: string, macro: number, given: Given) {
  return useQuery({
    queryKey: macroKeys.preview(task, macro, given),
    queryFn: () =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/macros/{macro_id}/preview/', {
          params: { path: { task_id: task, macro_id: macro } },
          body: given,
        }),
      ) as Promise<MacroPreview>,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
