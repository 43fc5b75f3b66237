import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ifMatch, unwrap, versionTag, workflowService } from '@/api/client';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { Macro, MacroDraft } from '../macros';
import { macroKeys } from './keys';

/** `queryKey`: what else is to be read anew. */
function useChanged(queryKey: readonly string[]) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey }),
      // What is offered on tickets.
      queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
    ]);
}

/** Make a macro, or change the one that was seen. */
export function useSaveMacro(seen: Macro | null) {
  const onSuccess = useChanged(macroKeys.all);

  return useMutation({
    mutationFn: (body: MacroDraft) =>
      seen
        ? unwrap(
            workflowService.PATCH('/macros/{macro_id}/', {
              params: { path: { macro_id: seen.id }, ...ifMatch(versionTag(seen)) },
              body,
            }),
          )
        : unwrap(workflowService.POST('/macros/', { body })),
    onSuccess,
  });
}

export function useRemoveMacro(seen: Macro) {
  // Not the macro itself: its page is still there for a moment, and would ask for what is gone.
  const onSuccess = useChanged(macroKeys.list);

  return useMutation({
    mutationFn: () =>
      unwrap(
        workflowService.DELETE('/macros/{macro_id}/', {
          params: { path: { macro_id: seen.id }, ...ifMatch(versionTag(seen)) },
        }),
      ),
    onSuccess,
  });
}
