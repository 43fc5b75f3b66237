import { MultiSelect, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAt } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

export type Reach = 'sees' | 'will_see' | 'requester' | 'cannot';

export interface Mentionable {
  id: number;
  name: string;
  /** What a mention would do: nothing new, open the ticket to them, or not arrive. */
  reach: Reach;
}

/** Whom a writer can think of: all that were met, and those that the search found, by their ids. */
export interface Mentionables {
  known: Mentionable[];
  found: number[];
  onSearch: (text: string) => void;
}

interface MentionPickerProps {
  people: Mentionables;
  chosen: number[];
  onChange: (chosen: number[]) => void;
  /** The requester reads what is visible to them; a mention would not reach them. */
  onAddressRequester: () => void;
}

const SEARCH_AFTER_MS = 250;

/** Whom a comment addresses: they are told, and see the ticket from then on. */
export function MentionPicker(props: MentionPickerProps) {
  const { people, chosen, onChange, onAddressRequester } = props;
  const search = useDebouncedCallback(people.onSearch, SEARCH_AFTER_MS);
  const byId = new Map(people.known.map((one) => [one.id, one]));
  const shown = people.known.filter(({ id }) => people.found.includes(id) || chosen.includes(id));
  const opened = chosen.flatMap((id) => {
    const one = byId.get(id);
    return one?.reach === 'will_see' ? [one.name] : [];
  });

  function choose(ids: number[]) {
    if (ids.some((id) => byId.get(id)?.reach === 'requester')) onAddressRequester();
    else onChange(ids);
  }

  return (
    <>
      <MultiSelect
        mt={6}
        size="xs"
        leftSection={<IconAt size={14} aria-hidden />}
        aria-label={t('composer.mention')}
        placeholder={chosen.length ? undefined : t('composer.mention')}
        data={shown.map(({ id, name, reach }) => ({
          value: String(id),
          label: name,
          disabled: reach === 'cannot',
        }))}
        value={chosen.map(String)}
        onChange={(ids) => choose(ids.map(Number))}
        onSearchChange={search}
        renderOption={({ option }) => (
          <span>
            {option.label}
            <Note reach={byId.get(Number(option.value))?.reach} />
          </span>
        )}
        // The service has looked already, in more than the name that is shown.
        filter={({ options }) => options}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        nothingFoundMessage={t('accounts.noMatch')}
        maxValues={20}
      />
      <Text role="status" size="xs" c="dimmed" mt={opened.length > 0 ? 4 : 0}>
        {opened.length > 0 &&
          t('mentions.willSee', { count: opened.length, names: opened.join(', ') })}
      </Text>
    </>
  );
}

/** What a mention of somebody would do, unless it is nothing new. */
function Note({ reach }: { reach: Reach | undefined }) {
  if (!reach || reach === 'sees') return null;
  return (
    <Text size="xs" c="dimmed" component="span" display="block">
      {t(`mentions.reach.${reach}`)}
    </Text>
  );
}
