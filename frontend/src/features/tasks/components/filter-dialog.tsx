import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { FormDialog } from '@/shared/ui/form-dialog';

import type { FilterChoices } from '../api/use-filter-choices';
import { DAYS, ONE_OF, SEVERAL } from '../filter-words';
import type { FilterName } from '../inbox-filter';

interface FilterDialogProps {
  name: FilterName;
  value: string;
  /** Undefined while they are not known. */
  choices: FilterChoices | undefined;
  onChange: (value: string) => void;
  onClose: () => void;
}

/** What a filter is to be. */
export function FilterDialog({ name, value, choices, onChange, onClose }: FilterDialogProps) {
  const [chosen, setChosen] = useState(value);
  const label = t(`inbox.filter.${name}`);
  return (
    <FormDialog
      title={t('inbox.filterBy', { filter: label })}
      submit={t('inbox.applyFilter')}
      pending={false}
      error={null}
      incomplete={chosen.trim() === ''}
      onSubmit={() => onChange(chosen.trim())}
      onClose={onClose}
    >
      <Field name={name} label={label} value={chosen} choices={choices} onChange={setChosen} />
    </FormDialog>
  );
}

interface FieldProps extends Omit<FilterDialogProps, 'onClose'> {
  label: string;
}

const MOST_DAYS = 36_500;

function Field({ name, label, value, choices, onChange }: FieldProps) {
  if (SEVERAL[name]) {
    return (
      <MultiSelect
        label={label}
        description={t('filters.several')}
        data={SEVERAL[name]()}
        value={value ? value.split(',') : []}
        onChange={(words) => onChange(words.join(','))}
        data-autofocus
      />
    );
  }
  if (ONE_OF[name]) {
    return (
      <Select
        label={label}
        data={choices ? ONE_OF[name](choices) : []}
        value={value || null}
        onChange={(word) => onChange(word ?? '')}
        searchable
        nothingFoundMessage={t(choices ? 'accounts.noMatch' : 'common.loading')}
        data-autofocus
      />
    );
  }
  if (DAYS.includes(name)) {
    return (
      <NumberInput
        label={t('filters.days')}
        value={value === '' ? '' : Number(value)}
        min={0}
        max={MOST_DAYS}
        allowDecimal={false}
        onChange={(days) => onChange(String(days))}
        data-autofocus
      />
    );
  }
  return (
    <TextInput
      label={label}
      value={value}
      maxLength={100}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-autofocus
    />
  );
}
