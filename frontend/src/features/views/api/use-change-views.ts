import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';
import { VIEW_COUNTS } from '@/shared/lib/work-changed';

import type { SavedView } from '../views';
import { viewKeys } from './keys';

export type NewView = components['schemas']['SavedViewInputRequest'];

function useRefresh() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: viewKeys.saved }),
      queryClient.invalidateQueries({ queryKey: VIEW_COUNTS }),
    ]);
}

/** What was seen of a view: somebody's later change is not overwritten. */
const seen = (view: SavedView) => ({
  path: { view_id: view.id },
  header: { 'If-Match': `"${view.version}"` },
});

export function useSaveView() {
  return useMutation({
    mutationFn: (body: NewView) => unwrap(workflowService.POST('/views/', { body })),
    onSuccess: useRefresh(),
  });
}

export function useChangeView() {
  return useMutation({
    mutationFn: ({ view, change }: { view: SavedView; change: Partial<NewView> }) =>
      unwrap(workflowService.PATCH('/views/{view_id}/', { params: seen(view), body: change })),
    onSettled: useRefresh(),
  });
}

export function useDeleteView() {
  return useMutation({
    mutationFn: async (view: SavedView): Promise<void> => {
      await unwrap(workflowService.DELETE('/views/{view_id}/', { params: seen(view) }));
    },
    onSettled: useRefresh(),
  });
}
