import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

type Schemas = components['schemas'];
export type Replay = Schemas['ReplayOutput'];
export type ReplayResult = Schemas['ReplayResult'];

const ASK_MS = 1_000;
const LOOK_MS = 15_000;
const UNDER_WAY = new Set<string | undefined>(['queued', 'running']);

export function isUnderWay({ status }: Pick<Replay, 'status'>): boolean {
  return UNDER_WAY.has(status);
}

/** The last replays of a workflow, newest first; asked again while one is under way. */
export function useReplays(id: string) {
  return useQuery({
    queryKey: designerKeys.replays(id),
    queryFn: () =>
      unwrap(workflowService.GET('/workflows/{workflow_id}/replays/', { params: ofWorkflow(id) })),
    refetchInterval: ({ state }) => (state.data?.results.some(isUnderWay) ? ASK_MS : false),
  });
}

/** The newest replay, whoever asked for it; looked for now and then. */
export function useNewestReplay(id: string) {
  return useQuery({
    queryKey: designerKeys.replays(id),
    queryFn: () =>
      unwrap(workflowService.GET('/workflows/{workflow_id}/replays/', { params: ofWorkflow(id) })),
    select: ({ results }) => results[0],
    refetchInterval: ({ state }) => {
      const [newest] = state.data?.results ?? [];
      return newest && isUnderWay(newest) ? ASK_MS : LOOK_MS;
    },
  });
}

/** One replay; asked again while it is under way. */
export function useReplay(replayId: number | null) {
  return useQuery({
    queryKey: designerKeys.replay(replayId ?? 0),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/replays/{replay_id}/', {
          params: { path: { replay_id: replayId ?? 0 } },
        }),
      ),
    enabled: replayId !== null,
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : ASK_MS),
  });
}

export function useStartReplay(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (days: number) =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/replay/', {
          params: ofWorkflow(id),
          body: { days, version: 'draft' },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: designerKeys.replays(id) }),
  });
}

export function useCancelReplay(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (replayId: number) =>
      unwrap(
        workflowService.POST('/workflows/replays/{replay_id}/cancel/', {
          params: { path: { replay_id: replayId } },
        }),
      ),
    onSettled: (_data, _error, replayId) => {
      void queryClient.invalidateQueries({ queryKey: designerKeys.replays(id) });
      return queryClient.invalidateQueries({ queryKey: designerKeys.replay(replayId) });
    },
  });
}
