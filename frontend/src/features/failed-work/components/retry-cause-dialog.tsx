import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useRetryCause } from '../api/use-retry-cause';
import { planRetry, runHref, type Cause } from '../failed-work';

interface RetryCauseDialogProps {
  /** With the number of its open letters. */
  cause: Cause;
  onClose: () => void;
}

const MAX_LIMIT = 1000;
const MAX_RATE = 100;
const MIN_RATE = 0.01;

export function RetryCauseDialog({ cause, onClose }: RetryCauseDialogProps) {
  const retry = useRetryCause(cause.service);
  const navigate = useNavigate();
  const [rate, setRate] = useState<number | string>(5);
  const [limit, setLimit] = useState<number | string>(Math.min(cause.count, 100));
  const usable = Number(rate) >= MIN_RATE && Number(limit) >= 1;
  const plan = usable ? planRetry(cause.count, Number(limit), Number(rate)) : null;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!plan) return;
    retry.mutate(
      { cause: cause.cause, rate: Number(rate), limit: Number(limit) },
      {
        onSuccess: ({ retried, skipped, remaining, run }) => {
          showSuccess(t('failedWork.retriedAll', { count: retried, skipped, remaining }));
          onClose();
          if (run !== null) void navigate(runHref(cause.service, run));
        },
        onError: showFailure,
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('failedWork.retryAllTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <NumberInput
            label={t('failedWork.limit')}
            description={t('failedWork.limitHint')}
            min={1}
            max={MAX_LIMIT}
            clampBehavior="strict"
            allowDecimal={false}
            value={limit}
            onChange={setLimit}
            data-autofocus
          />
          <NumberInput
            label={t('failedWork.rate')}
            min={MIN_RATE}
            max={MAX_RATE}
            value={rate}
            onChange={setRate}
          />
          {plan && (
            <Text size="sm" role="status">
              {t('failedWork.plan', {
                count: plan.count,
                total: cause.count,
                time: formatDuration(plan.seconds),
              })}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={retry.isPending} disabled={!plan}>
              {t('failedWork.confirmRetryAll', { count: plan?.count ?? 0 })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
