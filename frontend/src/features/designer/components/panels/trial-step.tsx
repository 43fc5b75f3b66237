import { Button, Stack, Text, Tooltip } from '@mantine/core';

import type { SimulatedStep } from '@/features/designer/api/use-simulation';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';

interface TrialStepProps {
  step: SimulatedStep;
  onTake: (transition: string) => void;
}

function namesOf(people: readonly { name: string }[] | undefined): string {
  return (people ?? []).map(({ name }) => name).join(', ');
}

/** Who would get the step, by when, and the ways out of it. */
export function TrialStep({ step, onTake }: TrialStepProps) {
  const absolute = useFormatAbsolute();
  const skipped = (step.skipped ?? []).map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return (
    <Stack gap="xs">
      <Text component="h3" fw={650}>
        {step.name}
      </Text>
      <FactList
        facts={[
          { label: t('designer.step.kind'), value: tWord('designer.kind', step.kind) },
          { label: t('designer.step.role'), value: step.role },
          { label: t('designer.trial.assignee'), value: step.assignee?.name },
          { label: t('designer.trial.why'), value: step.why },
          { label: t('designer.trial.candidates'), value: namesOf(step.candidates) },
          { label: t('designer.trial.skipped'), value: skipped },
          { label: t('designer.trial.entered'), value: absolute(step.entered_at) },
          {
            label: t('designer.trial.due'),
            value: step.step_deadline && absolute(step.step_deadline),
          },
        ]}
      />
      <Stack gap={6} role="group" aria-label={t('designer.trial.actions')}>
        {step.actions.map((action) => (
          <Tooltip key={action.transition} label={action.reason} disabled={!action.blocked}>
            <Button
              size="xs"
              variant={action.transition === step.taken ? 'filled' : 'default'}
              data-disabled={action.blocked || undefined}
              aria-disabled={action.blocked}
              aria-pressed={action.transition === step.taken}
              onClick={() => !action.blocked && onTake(action.transition)}
            >
              {action.label}
              {action.blocked && ` (${action.reason})`}
            </Button>
          </Tooltip>
        ))}
      </Stack>
    </Stack>
  );
}
