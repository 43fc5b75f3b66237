import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import card from '@/shared/ui/card.module.css';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useStopRun } from '../api/use-stop-run';
import { mayAct, type RetryRun, type Service } from '../failed-work';

interface RunViewProps {
  service: Service;
  run: RetryRun;
}

/** A group retry: what was processed, what failed again, what is still to come. */
export function RunView({ service, run }: RunViewProps) {
  const mayStop = mayAct(useSession()) && run.remaining > 0 && !run.stopped_at;
  return (
    <section className={card.card} style={{ padding: 16 }}>
      <Stack gap="md">
        <Group justify="space-between">
          <Text fw={580} role="status">
            {t('failedWork.run.progress', {
              done: run.done,
              failed: run.failed,
              remaining: run.remaining,
            })}
          </Text>
          {mayStop && <StopButton service={service} run={run} />}
        </Group>
        <Bar run={run} />
        <FactList
          facts={[
            { label: t('failedWork.run.total'), value: String(run.total) },
            { label: t('failedWork.rate'), value: String(run.rate) },
            { label: t('failedWork.run.by'), value: run.actor_name },
            { label: t('failedWork.reason'), value: run.reason },
            { label: t('failedWork.run.started'), value: <RelativeTime at={run.started_at} /> },
            { label: t('failedWork.run.lastLeaves'), value: <RelativeTime at={run.last_at} /> },
            {
              label: t('failedWork.run.stopped'),
              value: run.stopped_at && <RelativeTime at={run.stopped_at} />,
            },
            {
              label: t('failedWork.run.keptBack'),
              value: run.kept_back ? String(run.kept_back) : null,
            },
          ]}
        />
      </Stack>
    </section>
  );
}

function Bar({ run }: { run: RetryRun }) {
  const share = (count: number) => (100 * count) / Math.max(1, run.total);
  return (
    <Progress.Root size="lg" aria-hidden>
      <Progress.Section value={share(run.done)} color="teal" />
      <Progress.Section value={share(run.failed)} color="red" />
      <Progress.Section value={share(run.kept_back ?? 0)} color="gray" />
    </Progress.Root>
  );
}

function StopButton({ service, run }: RunViewProps) {
  const stop = useStopRun(service, run.id);
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerStop size={16} />}
      loading={stop.isPending}
      onClick={() =>
        stop.mutate(undefined, {
          onSuccess: ({ kept_back: count = 0 }) =>
            showSuccess(t('failedWork.run.stoppedNow', { count })),
          onError: showFailure,
        })
      }
    >
      {t('failedWork.run.stop')}
    </Button>
  );
}
