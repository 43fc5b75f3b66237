import { Group, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { FormDialog } from '@/shared/ui/form-dialog';

import type { Holiday } from '../calendar';

interface AddHolidayDialogProps {
  onAdd: (holiday: Holiday) => void;
  onClose: () => void;
}

export function AddHolidayDialog({ onAdd, onClose }: AddHolidayDialogProps) {
  const [whole, setWhole] = useState(true);

  function submit(form: HTMLFormElement) {
    const ends = textOf(form, 'ends');
    onAdd({
      date: textOf(form, 'date'),
      name: textOf(form, 'name'),
      starts: whole ? null : textOf(form, 'starts'),
      // A field for times knows no 24:00.
      ends: whole ? null : ends === '00:00' ? '24:00' : ends,
    });
    onClose();
  }

  return (
    <FormDialog
      title={t('calendars.addHoliday')}
      submit={t('calendars.addHoliday')}
      pending={false}
      error={null}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput type="date" name="date" label={t('calendars.date')} required data-autofocus />
      <TextInput name="name" label={t('calendars.holidayName')} maxLength={200} />
      <Switch
        label={t('calendars.wholeDay')}
        checked={whole}
        onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
      />
      {!whole && (
        <Group grow>
          <TextInput type="time" name="starts" label={t('calendars.partFrom')} required />
          <TextInput type="time" name="ends" label={t('calendars.partTo')} required />
        </Group>
      )}
    </FormDialog>
  );
}
