import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPlus, IconUpload, IconX } from '@tabler/icons-react';
import { useState } from 'react';

import { perLanguage, t } from '@/shared/lib/i18n';
import { Row, Rows } from '@/shared/ui/rows';

import { sortHolidays, type Holiday } from '../calendar';
import { AddHolidayDialog } from './add-holiday-dialog';
import { ImportHolidaysDialog } from './import-holidays-dialog';

interface HolidayEditorProps {
  /** None yet for a calendar that is not saved. */
  calendarId: number | null;
  holidays: Holiday[];
  onChange: (holidays: Holiday[]) => void;
  readOnly: boolean;
}

export function HolidayEditor({ calendarId, holidays, onChange, readOnly }: HolidayEditorProps) {
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const close = () => setOpen(null);
  const add = (more: Holiday[]) => onChange(sortHolidays([...holidays, ...more]));

  return (
    <>
      {!readOnly && (
        <Group gap="xs" mb="sm">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setOpen('add')}
          >
            {t('calendars.addHoliday')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUpload size={14} />}
            disabled={calendarId === null}
            title={calendarId === null ? t('calendars.importFirst') : undefined}
            onClick={() => setOpen('import')}
          >
            {t('calendars.import')}
          </Button>
        </Group>
      )}
      {holidays.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('calendars.noHolidays')}
        </Text>
      ) : (
        <Rows label={t('calendars.holidays')}>
          {holidays.map((holiday, index) => (
            <HolidayRow
              key={`${holiday.date} ${holiday.starts} ${index}`}
              holiday={holiday}
              onRemove={
                readOnly ? undefined : () => onChange(holidays.filter((_, at) => at !== index))
              }
            />
          ))}
        </Rows>
      )}
      {open === 'add' && <AddHolidayDialog onAdd={(one) => add([one])} onClose={close} />}
      {open === 'import' && calendarId !== null && (
        <ImportHolidaysDialog calendarId={calendarId} onTake={add} onClose={close} />
      )}
    </>
  );
}

const DAY = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
} as const;
const dayFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, DAY));

/** A holiday is a day on the wall there; the reader's zone does not move it. */
export function dayOf({ date }: Holiday): string {
  return dayFormat().format(new Date(`${date}T00:00:00Z`));
}

function HolidayRow({ holiday, onRemove }: { holiday: Holiday; onRemove?: () => void }) {
  const name = holiday.name || dayOf(holiday);
  return (
    <Row
      title={name}
      facts={[
        holiday.name && dayOf(holiday),
        holiday.starts ? `${holiday.starts}–${holiday.ends}` : t('calendars.wholeDay'),
      ]}
    >
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('calendars.removeHoliday', { name })}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </Row>
  );
}
