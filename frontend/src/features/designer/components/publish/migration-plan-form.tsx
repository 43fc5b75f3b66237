import { Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

import {
  useMigrationPreview,
  useStartMigration,
  type MigrationPlan,
} from '@/features/designer/api/use-migrations';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

import { StepMapping } from './step-mapping';
import { TaskVerdicts } from './task-verdicts';

interface MigrationPlanFormProps {
  toVersion: number;
  onStarted: (migrationId: number) => void;
}

const FIRST_FEW = 5;

/** Which step each ticket goes on at, what that means for each, and why it is done. */
export function MigrationPlanForm({ toVersion, onStarted }: MigrationPlanFormProps) {
  const { workflowId } = useDesigner();
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const [canary, setCanary] = useState<number | null>(FIRST_FEW);
  const plan: MigrationPlan = { to_version: toVersion, mapping };
  const preview = useMigrationPreview(workflowId, plan);
  const start = useStartMigration(workflowId);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    start.mutate(
      { ...plan, reason: reason.trim(), canary },
      { onSuccess: ({ id }) => onStarted(id) },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormFailure error={start.error} />
        <QueryView query={preview}>
          {(verdicts) => (
            <>
              <Text size="sm" role="status">
                {t('designer.migration.counts', {
                  moves: verdicts.moves,
                  blocked: verdicts.blocked,
                })}
              </Text>
              <StepMapping
                toVersion={toVersion}
                tasks={verdicts.tasks}
                mapping={mapping}
                onChange={setMapping}
              />
              <TaskVerdicts tasks={verdicts.tasks} count={verdicts.count} />
            </>
          )}
        </QueryView>
        <NumberInput
          label={t('designer.migration.canary')}
          description={t('designer.migration.canaryHint')}
          value={canary ?? ''}
          min={1}
          allowDecimal={false}
          onChange={(value) => setCanary(value === '' ? null : Number(value))}
        />
        <Textarea
          label={t('designer.migration.reason')}
          required
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={start.isPending}
            disabled={!preview.data?.moves || reason.trim() === ''}
          >
            {t('designer.migration.start', { count: preview.data?.moves ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
