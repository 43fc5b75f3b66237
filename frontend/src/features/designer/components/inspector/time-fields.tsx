import { NumberInput, Text } from '@mantine/core';

import { perLanguage, t } from '@/shared/lib/i18n';
import { formatDuration, parseDuration } from '@/shared/lib/time';

import { PRIORITIES, type Design, type Step } from '@/features/designer/document/design';
import { shareOf } from '@/features/designer/document/shares';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { DurationInput } from './duration-input';
import { Group } from './group';
import type { StepFieldsProps } from './step-inspector';

const percent = perLanguage(
  (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }),
);

/** `25 %: urgent 1 h, high 2 h`. */
export function shareInWords(design: Design, step: Step): string {
  const share = shareOf(design, step);
  const times = PRIORITIES.flatMap((priority) => {
    const target = parseDuration(design.settings[`${priority}_sla`] ?? '');
    if (!target) return [];
    return [`${t(`priority.${priority}`).toLowerCase()} ${formatDuration(target * share)}`];
  });
  return [percent().format(share), times.join(', ')].filter(Boolean).join(': ');
}

export function TimeFields({ step, set, readOnly }: StepFieldsProps) {
  const { design } = useDesigner().editing;
  const minutes = step.first_touch_minutes;
  return (
    <Group title={t('designer.step.time')}>
      <NumberInput
        data-field="weight"
        label={t('designer.step.weight')}
        description={t('designer.step.weightHint')}
        value={step.weight}
        step={0.5}
        readOnly={readOnly}
        onChange={(value) => set({ weight: Number(value) || 0 })}
      />
      <Text size="xs" c="dimmed" role="status">
        {t('designer.step.share', { share: shareInWords(design, step) })}
      </Text>
      {(step.kind === 'task' || step.kind === 'approval') && (
        <DurationInput
          label={t('designer.step.firstTouch')}
          description={t('designer.step.firstTouchHint')}
          value={minutes === null ? null : minutes * 60}
          readOnly={readOnly}
          onChange={(seconds) =>
            set({ first_touch_minutes: seconds === null ? null : Math.ceil(seconds / 60) })
          }
        />
      )}
    </Group>
  );
}
