import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

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
  /** The version of the task that was seen; a newer one is refused with 409. */
  version: number;
}

/** Tick an item of the checklist, or take the tick back. */
export function useTick(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: Tick) =>
      unwrap(workflowService.POST('/tasks/{task_id}/checklist/', { params: ofTask(id), body })),
    onSuccess: (checklist) => queryClient.setQueryData(taskKeys.checklist(id), checklist),
    onSettled: () => queryClient.invalidateQueries({ queryKey: taskKeys.one(id) }),
  });
}
