import { Alert, Button, NumberInput, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';

import {
  isUnderWay,
  useCancelReplay,
  useReplay,
  useReplays,
  useStartReplay,
  type Replay,
} from '@/features/designer/api/use-replays';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t, tWord } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows } from '@/shared/ui/rows';

import { ReplayResultView } from './replay-result';

/** The tickets of the last days through the draft: what would have changed. */
export function ReplayPanel({ onStart }: { onStart: () => Promise<boolean> }) {
  const { workflowId, readOnly } = useDesigner();
  const replays = useReplays(workflowId);
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? replays.data?.results[0]?.id ?? null;
  const replay = useReplay(shown);

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('designer.replay.hint')}
      </Text>
      {!readOnly && <StartReplay onStart={onStart} onStarted={setChosen} />}
      {shown !== null && (
        <QueryView query={replay}>{(data) => <ReplayView replay={data} />}</QueryView>
      )}
      {(replays.data?.results.length ?? 0) > 1 && (
        <Rows label={t('designer.replay.earlier')}>
          {replays.data?.results.map((each) => (
            <Row
              key={each.id}
              title={t('designer.replay.days', { count: each.days })}
              facts={[
                tWord('designer.replay.status', each.status ?? ''),
                each.started_by_name,
                each.created_at && <RelativeTime key="at" at={each.created_at} />,
              ]}
            >
              <Button size="compact-xs" variant="default" onClick={() => setChosen(each.id)}>
                {t('designer.replay.show')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
    </Stack>
  );
}

interface StartReplayProps {
  /** Saves the draft: what is replayed is what the service has. */
  onStart: () => Promise<boolean>;
  onStarted: (replayId: number) => void;
}

function StartReplay({ onStart, onStarted }: StartReplayProps) {
  const { workflowId } = useDesigner();
  const start = useStartReplay(workflowId);
  const [days, setDays] = useState(30);

  async function replay() {
    if (!(await onStart())) return;
    start.mutate(days, { onSuccess: ({ id }) => onStarted(id) });
  }

  return (
    <Stack gap="xs">
      <FormFailure error={start.error} />
      <NumberInput
        label={t('designer.replay.howMany')}
        value={days}
        min={1}
        max={90}
        allowDecimal={false}
        onChange={(value) => setDays(Number(value) || 1)}
      />
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={start.isPending}
        onClick={() => void replay()}
      >
        {t('designer.replay.start')}
      </Button>
    </Stack>
  );
}

function ReplayView({ replay }: { replay: Replay }) {
  const cancel = useCancelReplay(useDesigner().workflowId);
  const { done = 0, total } = replay;
  if (isUnderWay(replay)) {
    return (
      <Stack gap="xs">
        <Progress
          value={total > 0 ? (100 * done) / total : 0}
          aria-label={t('designer.replay.progress')}
        />
        <Text size="sm" role="status">
          {t('designer.replay.done', { done, total })}
        </Text>
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(replay.id)}
        >
          {t('designer.replay.cancel')}
        </Button>
      </Stack>
    );
  }
  if (!replay.result) {
    return <Alert color="yellow">{tWord('designer.replay.status', replay.status ?? '')}</Alert>;
  }
  return <ReplayResultView result={replay.result} />;
}
