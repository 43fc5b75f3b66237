import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { parseDuration } from '@/shared/lib/time';

import { PRIORITIES, type Settings } from '@/features/designer/document/design';
import { toIso } from '@/features/designer/document/durations';
import { DurationInput } from './duration-input';
import { Group } from './group';
import type { SettingsFieldsProps } from './workflow-inspector';

type Priority = (typeof PRIORITIES)[number];

function secondsOf(settings: Settings, priority: Priority): number | null {
  const target = settings[`${priority}_sla`];
  return target === null ? null : parseDuration(target);
}

/** A target that is not shorter than that of a less urgent priority. */
function disorder(settings: Settings, priority: Priority): string | undefined {
  const own = secondsOf(settings, priority);
  const later = PRIORITIES.slice(PRIORITIES.indexOf(priority) + 1).find((other) => {
    const seconds = secondsOf(settings, other);
    return own !== null && seconds !== null && own >= seconds;
  });
  return later && t('designer.workflow.notShorter', { priority: t(`priority.${later}`) });
}

export function TargetFields({ settings, set, readOnly, error }: SettingsFieldsProps) {
  return (
    <Group title={t('designer.workflow.targets')}>
      {PRIORITIES.map((priority) => (
        <DurationInput
          key={priority}
          data-field={`${priority}_sla`}
          label={t(`priority.${priority}`)}
          value={secondsOf(settings, priority)}
          readOnly={readOnly}
          error={disorder(settings, priority) ?? problemOf(error, `${priority}_sla`)}
          onChange={(seconds) =>
            set({ [`${priority}_sla`]: seconds === null ? null : toIso(seconds) })
          }
        />
      ))}
    </Group>
  );
}
