import { MultiSelect } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAt } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

export interface Mentionable {
  id: number;
  name: string;
}

interface MentionPickerProps {
  people: Mentionable[];
  chosen: number[];
  onSearch: (text: string) => void;
  onChange: (chosen: number[]) => void;
}

const SEARCH_AFTER_MS = 250;

/** Whom a comment addresses: they are told, and see the ticket from then on. */
export function MentionPicker({ people, chosen, onSearch, onChange }: MentionPickerProps) {
  const search = useDebouncedCallback(onSearch, SEARCH_AFTER_MS);
  return (
    <MultiSelect
      mt={6}
      size="xs"
      leftSection={<IconAt size={14} aria-hidden />}
      aria-label={t('composer.mention')}
      placeholder={chosen.length ? undefined : t('composer.mention')}
      data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={chosen.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      onSearchChange={search}
      // The service has looked already, in more than the name that is shown.
      filter={({ options }) => options}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.clear') }}
      nothingFoundMessage={t('accounts.noMatch')}
      maxValues={20}
    />
  );
}
