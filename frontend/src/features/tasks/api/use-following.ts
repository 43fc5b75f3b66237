import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

const ofTask = (id: string) => ({ params: { path: { task_id: id } } });

/** Who keeps an eye on a task. */
export function useFollowing(id: string) {
  return useQuery({
    queryKey: taskKeys.following(id),
    queryFn: () => unwrap(workflowService.GET('/tasks/{task_id}/watch/', ofTask(id))),
  });
}

/** Keep an eye on a task, or no longer. */
export function useWatch(id: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (watch: boolean): Promise<void> => {
      if (watch) await unwrap(workflowService.PUT('/tasks/{task_id}/watch/', ofTask(id)));
      else await unwrap(workflowService.DELETE('/tasks/{task_id}/watch/', ofTask(id)));
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: taskKeys.following(id) }),
        queryClient.invalidateQueries({ queryKey: taskKeys.counts }),
        queryClient.invalidateQueries({ queryKey: taskKeys.lists }),
      ]),
  });
}
