import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerSkipBack, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';

import type { Simulation } from '@/features/designer/api/use-simulation';
import { useSimulation } from '@/features/designer/api/use-simulation';
import type { Trial } from '@/features/designer/document/trial';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

import { TrialEnd } from './trial-end';
import { TrialForm } from './trial-form';
import { TrialStep } from './trial-step';

interface TrialPanelProps {
  draftVersion: number;
  trial: Trial | null;
  /** The step that is looked at. */
  at: number;
  onChange: (trial: Trial | null, at: number) => void;
}

/** One ticket through the draft, step by step; nothing is written. */
export function TrialPanel({ draftVersion, trial, at, onChange }: TrialPanelProps) {
  const { workflowId } = useDesigner();
  const simulation = useSimulation(workflowId, draftVersion, trial);
  if (trial === null)
    return <TrialForm onStart={(ticket) => onChange({ ticket, choices: [] }, 0)} />;

  return (
    <QueryView query={simulation}>
      {(way) => <TrialWay way={way} trial={trial} at={at} onChange={onChange} />}
    </QueryView>
  );
}

interface TrialWayProps {
  way: Simulation;
  trial: Trial;
  at: number;
  onChange: TrialPanelProps['onChange'];
}

function TrialWay({ way, trial, at, onChange }: TrialWayProps) {
  const shown = Math.min(at, way.steps.length - 1);
  const step = way.steps[shown];
  const last = shown === way.steps.length - 1;

  function take(transition: string) {
    const choices = [...trial.choices.slice(0, shown), transition];
    onChange({ ...trial, choices }, shown + 1);
  }

  return (
    <Stack gap="sm">
      <Group gap="xs" justify="space-between">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlayerSkipBack size={15} aria-hidden />}
          onClick={() => onChange(null, 0)}
        >
          {t('designer.trial.another')}
        </Button>
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={shown <= 0}
            leftSection={<IconPlayerTrackPrev size={15} aria-hidden />}
            onClick={() => onChange(trial, shown - 1)}
          >
            {t('designer.trial.back')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={last}
            rightSection={<IconPlayerTrackNext size={15} aria-hidden />}
            onClick={() => onChange(trial, shown + 1)}
          >
            {t('designer.trial.forward')}
          </Button>
        </Group>
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {t('designer.trial.place', { nth: shown + 1, count: way.steps.length })}
      </Text>
      {step && <TrialStep step={step} onTake={take} />}
      {last && <TrialEnd way={way} />}
    </Stack>
  );
}
