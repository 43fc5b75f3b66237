import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import type { Effect, Work } from '../board';
import { boardKeys } from './keys';

type Task = components['schemas']['TaskDetailOutput'];

const ASKED = 'asked';

function ask({ task_id: id, version, item_id }: Work, reason: string, dryRun: boolean) {
  return unwrap(
    workflowService.POST('/tasks/{task_id}/escalate/', {
      params: { path: { task_id: String(id) }, query: dryRun ? { dry_run: true } : {} },
      body: { reason, version, item_id },
    }),
  );
}

/** Who would get work that goes up; nothing happens. */
export function useEscalationEffect(work: Work) {
  return useQuery({
    queryKey: boardKeys.escalation(work),
    queryFn: () => ask(work, ASKED, true) as Promise<Effect>,
    retry: false,
    gcTime: 0,
  });
}

/** Hand work up to the role its step names, else to the managers. */
export function useEscalate(work: Work) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (reason: string) => ask(work, reason, false) as Promise<Task>,
    onSettled: () => queryClient.invalidateQueries({ queryKey: WORK_CHANGED }),
  });
}
