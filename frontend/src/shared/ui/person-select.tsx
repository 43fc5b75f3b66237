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
  const known = people.map(({ id, full_name: name, username }) => ({
    value: String(id),
    label: `${name} (${username})`,
  }));
  const chosen = value === null ? null : String(value);
  const searchLater = useDebouncedCallback(onSearch, SEARCH_AFTER_MS);

  function search(text: string) {
    // A name that was chosen stands in the field, too; nobody looks for it.
    searchLater(known.some(({ label: name }) => name === text) ? '' : text);
  }

  return (
    <Select
      label={label}
      placeholder={t('accounts.find')}
      data={known}
      value={chosen}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={search}
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
