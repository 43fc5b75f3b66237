import { Anchor, Select } from '@mantine/core';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { useCalendarChoices } from '@/features/designer/api/use-calendar-choices';
import { writeDuration } from '@/features/designer/document/durations';
import { Group } from './group';
import type { SettingsFieldsProps } from './workflow-inspector';

const ALWAYS = '';

/** The calendar in whose hours the workflow counts. */
export function CalendarField({ settings, set, readOnly, error }: SettingsFieldsProps) {
  const calendars = useCalendarChoices();
  const chosen = settings.calendar ?? ALWAYS;
  const known = (calendars.data ?? []).map((calendar) => ({
    value: calendar.key,
    label: t('workingTime.choice', {
      name: calendar.name,
      zone: calendar.time_zone,
      time: writeHours(calendar.weekly_seconds),
    }),
  }));
  const lost = chosen !== ALWAYS && !known.some(({ value }) => value === chosen);
  return (
    <Group title={t('workingTime.title')}>
      <Select
        data-field="calendar"
        label={t('workingTime.calendar')}
        description={t('workingTime.hint')}
        data={[
          { value: ALWAYS, label: t('workingTime.always') },
          ...known,
          ...(lost ? [{ value: chosen, label: chosen }] : []),
        ]}
        value={chosen}
        allowDeselect={false}
        searchable={known.length > 8}
        readOnly={readOnly}
        error={problemOf(error, 'calendar')}
        onChange={(key) => set({ calendar: key === ALWAYS ? null : key })}
      />
      <Anchor component={Link} to="/calendars" size="xs">
        {t('workingTime.manage')}
      </Anchor>
    </Group>
  );
}

/** `40 h`: a week of working time has no days. */
function writeHours(seconds: number): string {
  const hours = Math.floor(seconds / 3_600);
  const rest = seconds % 3_600;
  return [hours > 0 && `${hours} h`, rest > 0 && writeDuration(rest)].filter(Boolean).join(' ');
}
