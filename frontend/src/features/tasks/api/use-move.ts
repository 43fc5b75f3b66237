import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Task } from '../task';
import { taskKeys } from './keys';

const ASKED = 'asked';

interface Move {
  step: string;
  reason: string;
  version: number;
}

function ask(id: string, body: Move, dryRun: boolean) {
  return unwrap(
    workflowService.POST('/tasks/{task_id}/move/', {
      params: { path: { task_id: id }, query: dryRun ? { dry_run: true } : {} },
      body,
    }),
  );
}

/** What putting a task at another step would do; nothing happens. */
export function useMoveEffect({ task_id, version }: Task, step: string) {
  const id = String(task_id);
  return useQuery({
    queryKey: taskKeys.move(id, step, version),
    queryFn: async () => (await ask(id, { step, version, reason: ASKED }, true)).effect,
    retry: false,
    gcTime: 0,
  });
}

/** Put a task at another step by hand. */
export function useMove(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: Move) => ask(id, body, false),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.all }),
  });
}
