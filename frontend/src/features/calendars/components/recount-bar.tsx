import { Alert, Button, Group, Progress, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { useCancelRecount } from '../api/use-cancel-recount';
import type { Recount } from '../calendar';

/** How far the tasks that count in a changed calendar are recounted. */
export function RecountBar({ recount, mayCancel }: { recount: Recount; mayCancel: boolean }) {
  const cancel = useCancelRecount(recount.id);
  const { done, total, status } = recount;
  const running = status === 'queued' || status === 'running';
  const progress = { done: done ?? 0, total, count: done ?? 0 };
  const share = total ? (progress.done / total) * 100 : 100;

  if (!running) {
    const said =
      status === 'cancelled' ? 'calendars.recountCancelled' : 'calendars.recountFinished';
    return (
      <Text size="sm" c="dimmed" mb="md" role="status">
        {t(said, progress)}
      </Text>
    );
  }
  return (
    <Alert mb="md" color="azure" title={t('calendars.recount')} role="status">
      <Progress value={share} aria-label={t('calendars.recount')} />
      <Group justify="space-between" mt={6}>
        <Text size="sm">{t('calendars.recountDone', progress)}</Text>
        {mayCancel && (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(undefined, { onError: showFailure })}
          >
            {t('calendars.recountCancel')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
