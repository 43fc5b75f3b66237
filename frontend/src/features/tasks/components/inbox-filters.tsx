import { Button, Menu, Pill, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';

import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';

import { useFilterChoices } from '../api/use-filter-choices';
import { labelOf, needsChoices } from '../filter-words';
import { FILTERS, type FilterName, type Filters } from '../inbox-filter';
import classes from './inbox-filters.module.css';

const FilterDialog = lazy(async () => ({
  default: (await import('./filter-dialog')).FilterDialog,
}));

interface InboxFiltersProps {
  /** Those in force. */
  filters: Filters;
  onChange: (change: Filters) => void;
}

const TYPING_PAUSE_MS = 250;
const ADDABLE = FILTERS.filter((name) => name !== 'search');

export function InboxFilters({ filters, onChange }: InboxFiltersProps) {
  const [adding, setAdding] = useState<FilterName | null>(null);
  const chips = ADDABLE.filter((name) => filters[name]);
  const { data: choices } = useFilterChoices(adding !== null || chips.some(needsChoices));

  return (
    <div className={classes.filters} role="search">
      <Search value={filters.search ?? ''} onChange={(search) => onChange({ search })} />
      <Menu shadow="md" position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconFilterPlus size={15} />}>
            {t('inbox.addFilter')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ADDABLE.map((name) => (
            <Menu.Item key={name} onClick={() => setAdding(name)}>
              {t(`inbox.filter.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chips.length > 0 && (
        <div className={classes.chips}>
          {chips.map((name) => (
            <Pill
              key={name}
              withRemoveButton
              onRemove={() => onChange({ [name]: '' })}
              removeButtonProps={{
                'aria-label': t('inbox.removeFilter', { filter: t(`inbox.filter.${name}`) }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
            >
              {t(`inbox.filter.${name}`)}: {labelOf(name, filters[name] ?? '', choices)}
            </Pill>
          ))}
        </div>
      )}
      <Suspense>
        {adding && (
          <FilterDialog
            name={adding}
            value={filters[adding] ?? ''}
            choices={choices}
            onClose={() => setAdding(null)}
            onChange={(value) => {
              onChange({ [adding]: value });
              setAdding(null);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(onChange, TYPING_PAUSE_MS);
  useShortcuts({ '/': () => field.current?.focus() });

  // Back, forward and "clear" change the address without passing through the field.
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    if (text.trim() !== value) setText(value);
  }

  return (
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
  );
}
