import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';

import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';

import { PRIORITIES, type InboxFilter, type Priority } from '../inbox-filter';
import classes from './inbox-filters.module.css';

interface InboxFiltersProps {
  filter: InboxFilter;
  onChange: (change: Partial<InboxFilter>) => void;
}

const TYPING_PAUSE_MS = 250;

export function InboxFilters({ filter, onChange }: InboxFiltersProps) {
  const [text, setText] = useState(filter.search);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(
    (value: string) => onChange({ search: value }),
    TYPING_PAUSE_MS,
  );
  useShortcuts({ '/': () => field.current?.focus() });

  // Back, forward and "clear" change the address without passing through the field.
  const [shown, setShown] = useState(filter.search);
  if (shown !== filter.search) {
    setShown(filter.search);
    if (text.trim() !== filter.search) setText(filter.search);
  }

  return (
    <div className={classes.filters} role="search">
      <TextInput
        ref={field}
        size="xs"
        type="search"
        leftSection={<IconSearch size={15} aria-hidden />}
        placeholder={t('inbox.search')}
        aria-label={t('inbox.search')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value.trim());
        }}
        className={classes.search}
      />
      <Select
        size="xs"
        w={122}
        clearable
        placeholder={t('inbox.anyPriority')}
        aria-label={t('inbox.priority')}
        data={PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        value={filter.priority}
        onChange={(priority) => onChange({ priority: priority as Priority | null })}
        comboboxProps={{ shadow: 'md' }}
      />
    </div>
  );
}
