import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { MacroDraft, MacroPreview } from '../macros';
import { macroKeys } from './keys';

/** What a macro that is being written would change on a task; neither is kept. */
export function useTrial(task: string, draft: MacroDraft) {
  return useQuery({
    queryKey: macroKeys.trial(task, draft),
    queryFn: () =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/macros/preview/', {
          params: { path: { task_id: task } },
          body: draft,
        }),
      ) as Promise<MacroPreview>,
    placeholderData: keepPreviousData,
    enabled: task !== '',
    retry: false,
  });
}
