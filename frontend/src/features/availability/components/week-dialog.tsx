import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { TimeZoneSelect } from '@/shared/ui/time-zone-select';

import { useSetWeek } from '../api/use-availability';
import { sortedWeek, WEEKDAYS, type Availability, type Shift } from '../availability';
import { weekdayName } from './week-table';

interface WeekDialogProps {
  seen: Availability;
  onClose: () => void;
}

/** Replaces the shifts of a week. */
export function WeekDialog({ seen, onClose }: WeekDialogProps) {
  const save = useSetWeek(seen);
  const [zone, setZone] = useState(seen.time_zone);
  const [shifts, setShifts] = useState(() => sortedWeek(seen.shifts));
  const change = (index: number, facts: Partial<Shift>) =>
    setShifts(shifts.map((shift, at) => (at === index ? { ...shift, ...facts } : shift)));

  return (
    <FormDialog
      title={t('availability.editWeek')}
      submit={t('profile.save')}
      pending={save.isPending}
      error={save.error}
      fields={['time_zone']}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { time_zone: zone, shifts },
          {
            onSuccess: () => {
              showSuccess(t('availability.saved'));
              onClose();
            },
          },
        )
      }
    >
      <TimeZoneSelect value={zone} onChange={setZone} error={problemOf(save.error, 'time_zone')} />
      <Stack gap="xs" role="group" aria-label={t('availability.week')}>
        {shifts.map((shift, index) => (
          <ShiftFields
            key={index}
            number={index + 1}
            shift={shift}
            onChange={(facts) => change(index, facts)}
            onRemove={() => setShifts(shifts.filter((_, at) => at !== index))}
          />
        ))}
      </Stack>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => setShifts([...shifts, nextAfter(shifts)])}
      >
        {t('availability.addShift')}
      </Button>
    </FormDialog>
  );
}

/** The same hours on the day after the last shift: weeks are mostly alike from day to day. */
function nextAfter(shifts: Shift[]): Shift {
  const last = shifts.at(-1);
  return {
    weekday: last ? (last.weekday % 7) + 1 : 1,
    starts: last?.starts ?? '08:00',
    ends: last?.ends ?? '17:00',
  };
}

interface ShiftFieldsProps {
  number: number;
  shift: Shift;
  onChange: (facts: Partial<Shift>) => void;
  onRemove: () => void;
}

function ShiftFields({ number, shift, onChange, onRemove }: ShiftFieldsProps) {
  const labelled = (label: string) => `${label} ${number}`;
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={labelled(t('availability.day'))}
        data={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day) }))}
        value={String(shift.weekday)}
        onChange={(day) => day && onChange({ weekday: Number(day) })}
        allowDeselect={false}
      />
      <TextInput
        type="time"
        aria-label={labelled(t('availability.starts'))}
        value={shift.starts}
        onChange={(event) => onChange({ starts: event.currentTarget.value })}
        required
      />
      <TextInput
        type="time"
        aria-label={labelled(t('availability.ends'))}
        value={shift.ends}
        onChange={(event) => onChange({ ends: event.currentTarget.value })}
        required
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={labelled(t('availability.removeShift'))}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
