import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Checklist } from '../task';
import { inTurn, taskKeys } from './keys';

const ofTask = (id: string) => ({ path: { task_id: id } });

/** What the current step wants before it is done: ticks and fields. */
export function useChecklist(id: string) {
  return useQuery({
    queryKey: taskKeys.checklist(id),
    queryFn: () =>
      unwrap(workflowService.GET('/tasks/{task_id}/checklist/', { params: ofTask(id) })),
  });
}

interface Tick {
  item: string;
  done: boolean;
}

/** Tick an item of the checklist, or take the tick back. */
export function useTick(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    scope: inTurn(id),
    mutationFn: (tick: Tick) => {
      // That of the tick before, not that of the moment of the click.
      const version = queryClient.getQueryData<Checklist>(taskKeys.checklist(id))?.version ?? 0;
      const body = { ...tick, version };
      return unwrap(
        workflowService.POST('/tasks/{task_id}/checklist/', { params: ofTask(id), body }),
      );
    },
    onSuccess: (checklist) => queryClient.setQueryData(taskKeys.checklist(id), checklist),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.one(id) }),
  });
}
