import { Button, Group, Progress, Stack, Text } from '@mantine/core';

import {
  isBusy,
  steeringsOf,
  useMigration,
  useSteerMigration,
  type Migration,
} from '@/features/designer/api/use-migrations';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t, tWord } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

import { MigrationResults } from './migration-results';

/** How far a move of running tickets has come. */
export function MigrationProgress({ migrationId }: { migrationId: number }) {
  const migration = useMigration(migrationId);
  return <QueryView query={migration}>{(data) => <Steered migration={data} />}</QueryView>;
}

function Steered({ migration }: { migration: Migration }) {
  const steer = useSteerMigration(useDesigner().workflowId, migration);
  const { done, total, moved, refused, status, undone } = migration;
  return (
    <Stack gap="md">
      <FormFailure error={steer.error} />
      <Progress
        value={total > 0 ? (100 * done) / total : 0}
        animated={isBusy(migration)}
        aria-label={t('designer.migration.progress')}
      />
      <Text size="sm" role="status">
        {tWord('designer.migration.status', status)}{' '}
        {t('designer.migration.tally', { done, total, moved, refused, undone })}
      </Text>
      <Group gap="xs">
        {steeringsOf(migration).map((steering) => (
          <Button
            key={steering}
            size="xs"
            variant={steering === 'continue' ? 'filled' : 'default'}
            loading={steer.isPending && steer.variables === steering}
            onClick={() => steer.mutate(steering)}
          >
            {t(`designer.migration.${steering}`)}
          </Button>
        ))}
      </Group>
      <MigrationResults migration={migration} />
    </Stack>
  );
}
