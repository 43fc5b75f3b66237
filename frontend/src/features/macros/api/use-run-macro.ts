import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { uuid } from '@/shared/lib/uuid';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { Given, MacroPreview } from '../macros';

interface Run {
  macro: number;
  /** What the person saw and decided on. */
  seen: MacroPreview;
  given: Given;
}

export function useRunMacro(task: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ macro, seen, given }: Run) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/macros/{macro_id}/run/', {
          params: {
            path: { task_id: task, macro_id: macro },
            header: { 'Idempotency-Key': uuid() },
          },
          body: { ...given, version: seen.version, macro_version: seen.macro_version },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}

/** Takes back what a run changed, while nobody has changed the task since. */
export function useUndoRun(task: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (run: number) =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/macros/runs/{run_id}/undo/', {
          params: { path: { task_id: task, run_id: run } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
