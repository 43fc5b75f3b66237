import { Button, Group, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { EVERY_HOUR, OFFICE_HOURS, WEEKDAYS, type Slot } from '../calendar';
import { DayEditor } from './day-editor';

interface WeekEditorProps {
  slots: Slot[];
  onChange: (slots: Slot[]) => void;
  readOnly: boolean;
  error: string | undefined;
}

/** The slots of a week, a day a row: a bar to look at, fields to change it. */
export function WeekEditor({ slots, onChange, readOnly, error }: WeekEditorProps) {
  return (
    <>
      {!readOnly && (
        <Group gap="xs" mb="xs">
          <Text size="sm" c="dimmed">
            {t('calendars.presets')}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => onChange(OFFICE_HOURS)}>
            {t('calendars.office')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onChange(EVERY_HOUR)}>
            {t('calendars.always')}
          </Button>
        </Group>
      )}
      {error && (
        <Text size="sm" c="red" role="alert">
          {error}
        </Text>
      )}
      {WEEKDAYS.map((weekday) => (
        <DayEditor
          key={weekday}
          weekday={weekday}
          slots={slots}
          onChange={onChange}
          readOnly={readOnly}
        />
      ))}
    </>
  );
}
