import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { uuid } from '@/shared/lib/uuid';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { isOver, type Act, type Answers, type BulkItem, type BulkJob, type Chosen } from '../bulk';

const POLL_MS = 700;
const SHOWN = 100;
const key = (id: string | null) => ['bulk', id] as const;
const ofJob = (id: string) => ({ params: { path: { job_id: id } } });

interface Wish {
  action: Act;
  arguments: Answers;
  chosen: Chosen;
}

/** What an act would do; nothing happens yet. */
export function usePreview() {
  return useMutation({
    mutationFn: async ({ action, arguments: given, chosen }: Wish) =>
      (await unwrap(
        workflowService.POST('/tasks/bulk/', {
          params: { header: { 'Idempotency-Key': uuid() } },
          body: { action, arguments: given, ...chosen },
        }),
      )) as BulkJob,
  });
}

/** A job, followed while it runs. */
export function useJob(id: string | null) {
  return useQuery({
    queryKey: key(id),
    queryFn:
      id === null
        ? skipToken
        : async () =>
            (await unwrap(workflowService.GET('/tasks/bulk/{job_id}/', ofJob(id)))) as BulkJob,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? POLL_MS : false),
    staleTime: 0,
  });
}

/** The first tasks of a job that are left out, with why. */
export function useRefusedItems(job: BulkJob | undefined) {
  return useQuery({
    queryKey: ['bulk', job?.id, 'refused', job?.refused],
    queryFn:
      !job || job.refused === 0
        ? skipToken
        : async (): Promise<BulkItem[]> => {
            const query = { state: 'refused' as const, page_size: SHOWN };
            const path = { job_id: job.id };
            const page = await unwrap(
              workflowService.GET('/tasks/bulk/{job_id}/items/', { params: { path, query } }),
            );
            return page.results;
          },
  });
}

/** Start, stop or take back a job; the answer is the one to follow. */
export function useDecide() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async ({ id, act }: { id: string; act: 'start' | 'cancel' | 'undo' }) => {
      const calls = {
        start: () =>
          workflowService.POST('/tasks/bulk/{job_id}/start/', { ...ofJob(id), body: {} }),
        cancel: () => workflowService.POST('/tasks/bulk/{job_id}/cancel/', ofJob(id)),
        undo: () => workflowService.POST('/tasks/bulk/{job_id}/undo/', ofJob(id)),
      };
      return (await unwrap<unknown>(calls[act]())) as BulkJob;
    },
    onSuccess: (job) => {
      queryClient.setQueryData(key(job.id), job);
      if (isOver(job)) void queryClient.invalidateQueries({ queryKey: WORK_CHANGED });
    },
  });
}
