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
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['MigrationInputRequest']) =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/migrations/', {
          params: ofWorkflow(id),
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: designerKeys.migrations(id) }),
  });
}

const LOOK_MS = 15_000;

/** The newest move of running tasks, whoever ordered it; looked for now and then. */
export function useNewestMigration(id: string) {
  return useQuery({
    queryKey: designerKeys.migrations(id),
    queryFn: () =>
      unwrap(
        workflowService.GET('/workflows/{workflow_id}/migrations/', {
          params: { ...ofWorkflow(id), query: { page_size: 10 } },
        }),
      ),
    select: ({ results }): Migration | undefined => results[0],
    refetchInterval: ({ state }) => {
      const [newest] = state.data?.results ?? [];
      return newest && isBusy(newest) ? ASK_MS : LOOK_MS;
    },
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

/** What can be done in each state. */
const STEERINGS: Record<string, Steering[]> = {
  queued: ['cancel'],
  running: ['cancel'],
  waiting: ['continue', 'cancel', 'undo'],
  finished: ['undo'],
  cancelled: ['undo'],
};

export function steeringsOf({ status, moved }: Migration): Steering[] {
  const possible = STEERINGS[status] ?? [];
  return moved > 0 ? possible : possible.filter((steering) => steering !== 'undo');
}

function steer(migrationId: number, steering: Steering) {
  return unwrap(
    workflowService.POST(`/workflows/migrations/{migration_id}/${steering}/`, {
      params: pathOf(migrationId),
    }),
  );
}

/** Go on after the first few, stop, or take it back, for which it is stopped first. */
export function useSteerMigration(id: string, { id: migrationId, status }: Migration) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (steering: Steering) => {
      if (steering === 'undo' && status === 'waiting') await steer(migrationId, 'cancel');
      return steer(migrationId, steering);
    },
    // Also after a refusal: somebody else may have steered it meanwhile.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: designerKeys.migrations(id) });
      return queryClient.invalidateQueries({ queryKey: designerKeys.migration(migrationId) });
    },
  });
}
