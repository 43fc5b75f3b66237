import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

export type Recount = components['schemas']['RecountOutput'];

const ASK_MS = 1_000;
const LOOK_MS = 15_000;

export function isRecounting(recount: Recount | undefined): boolean {
  return recount?.status === 'queued' || recount?.status === 'running';
}

/** The newest recount of tickets that run on older versions; asked again while it is under way. */
export function useNewestRecount(id: string) {
  return useQuery({
    queryKey: designerKeys.recounts(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/recounts/', {
          params: { query: { workflow_id: Number(id), page_size: 10 } },
        }),
      ),
    select: ({ results }): Recount | undefined => results[0],
    refetchInterval: ({ state }) => (isRecounting(state.data?.results[0]) ? ASK_MS : LOOK_MS),
  });
}

/** What it would do to let the published times hold for tickets on older versions, too. */
export function useRecountForecast(id: string) {
  return useQuery({
    queryKey: designerKeys.forecast(id),
    queryFn: () =>
      unwrap(workflowService.GET('/workflows/{workflow_id}/recount/', { params: ofWorkflow(id) })),
    staleTime: 0,
  });
}

export function useStartRecount(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/recount/', {
          params: ofWorkflow(id),
          body: { reason },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: designerKeys.recounts(id) }),
  });
}

export function useCancelRecount(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (recountId: number) =>
      unwrap(
        workflowService.POST('/recounts/{recount_id}/cancel/', {
          params: { path: { recount_id: recountId } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: designerKeys.recounts(id) }),
  });
}
