import { Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';

import { t } from '@/shared/lib/i18n';

const SEARCH_AFTER_MS = 250;

interface PersonSelectProps {
  label: string;
  people: { id: number; full_name: string; username: string }[];
  value: number | null;
  onChange: (id: number | null) => void;
  onSearch: (text: string) => void;
  error?: string;
}

/** A choice among people, found by typing a part of a name. */
export function PersonSelect({
  label,
  people,
  value,
  onChange,
  onSearch,
  error,
}: PersonSelectProps) {
  const searchLater = useDebouncedCallback(onSearch, SEARCH_AFTER_MS);
  const known = people.map(({ id, full_name: name, username }) => ({
    value: String(id),
    label: `${name} (${username})`,
  }));
  const chosen = value === null ? null : String(value);
  // Somebody from the address of the page, who is not among those found.
  const missing = chosen !== null && !known.some((person) => person.value === chosen);
  return (
    <Select
      label={label}
      placeholder={t('accounts.find')}
      data={
        missing ? [...known, { value: chosen, label: t('accounts.number', { id: chosen }) }] : known
      }
      value={chosen}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={searchLater}
      // The service has looked already, in more than the name that is shown.
      filter={({ options }) => options}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      nothingFoundMessage={t('accounts.noMatch')}
      error={error}
    />
  );
}
