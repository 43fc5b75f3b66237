import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import { designerKeys } from './keys';
import { ofWorkflow } from './params';

type Schemas = components['schemas'];
export type Migration = Schemas['MigrationOutput'];
export type MigrationPlan = Pick<Schemas['MigrationInputRequest'], 'to_version' | 'mapping'>;

const ASK_MS = 1_000;
const SAMPLE = 100;
const BUSY = new Set<string>(['queued', 'running', 'undoing']);

export function isBusy({ status }: Pick<Migration, 'status'>): boolean {
  return BUSY.has(status);
}

/** What would become of each running task. */
export function useMigrationPreview(id: string, plan: MigrationPlan) {
  return useQuery({
    queryKey: designerKeys.preview(id, plan),
    queryFn: () =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/migrations/preview/', {
          params: ofWorkflow(id),
          body: plan,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useStartMigration(id: string) {
  return useMutation({
    mutationFn: (body: Schemas['MigrationInputRequest']) =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/migrations/', {
          params: ofWorkflow(id),
          body,
        }),
      ),
  });
}

function pathOf(migrationId: number) {
  return { path: { migration_id: migrationId } };
}

/** One move of running tasks; asked again while it is under way. */
export function useMigration(migrationId: number) {
  return useQuery({
    queryKey: designerKeys.migration(migrationId),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/migrations/{migration_id}/', {
          params: pathOf(migrationId),
        }),
      ),
    refetchInterval: ({ state }) => (state.data && !isBusy(state.data) ? false : ASK_MS),
  });
}

/** What became of each task; fetched anew as more are done. */
export function useMigrationResults({ id, done, status }: Migration) {
  return useQuery({
    queryKey: [...designerKeys.migration(id), 'results', done, status],
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/migrations/{migration_id}/results/', {
          params: { ...pathOf(id), query: { page_size: SAMPLE } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export type Steering = 'continue' | 'cancel' | 'undo';

/** Go on after the first few, stop, or take it back. */
export function useSteerMigration(migrationId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (steering: Steering) =>
      unwrap(
        workflowService.POST(`/workflows/migrations/{migration_id}/${steering}/`, {
          params: pathOf(migrationId),
        }),
      ),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: designerKeys.migration(migrationId) }),
  });
}
