import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

import { useRecountForecast, useStartRecount } from '@/features/designer/api/use-recounts';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import type { components } from '@/api/workflow';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FactList } from '@/shared/ui/fact-list';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

interface RecountDialogProps {
  /** The published version whose times shall hold. */
  version: number;
  onClose: () => void;
}

/** Let the published times hold for tickets that began earlier; what that does is shown first. */
export function RecountDialog({ version, onClose }: RecountDialogProps) {
  const { workflowId } = useDesigner();
  const forecast = useRecountForecast(workflowId);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('recounting.title', { version })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('recounting.hint')}</Text>
        <QueryView query={forecast}>
          {(effect) =>
            effect.count === 0 ? (
              <Text size="sm" c="dimmed">
                {t('recounting.none')}
              </Text>
            ) : (
              <>
                <Effect effect={effect} />
                <RecountForm onClose={onClose} />
              </>
            )
          }
        </QueryView>
      </Stack>
    </Modal>
  );
}

function Effect({ effect }: { effect: components['schemas']['ForecastOutput'] }) {
  const { count, examined, later, earlier, newly_breached: breached, relieved } = effect;
  return (
    <>
      <Text size="sm" role="status">
        {t('recounting.count', { count })}{' '}
        {examined < count && t('recounting.examined', { count: examined })}
      </Text>
      <FactList
        facts={[
          { label: t('recounting.later'), value: String(later) },
          { label: t('recounting.earlier'), value: String(earlier) },
          { label: t('recounting.breached'), value: String(breached) },
          { label: t('recounting.relieved'), value: String(relieved) },
        ]}
      />
    </>
  );
}

function RecountForm({ onClose }: { onClose: () => void }) {
  const { workflowId } = useDesigner();
  const start = useStartRecount(workflowId);
  const [reason, setReason] = useState('');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    start.mutate(reason.trim(), {
      onSuccess: () => {
        showSuccess(t('recounting.started'));
        onClose();
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <FormFailure error={start.error} fields={['reason']} />
        <TextInput
          label={t('recounting.reason')}
          description={t('recounting.reasonHint')}
          required
          maxLength={300}
          value={reason}
          error={problemOf(start.error, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={start.isPending} disabled={reason.trim() === ''}>
            {t('recounting.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
