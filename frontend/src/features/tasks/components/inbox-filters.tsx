import { Button, Menu, Pill, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';

import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';
import { FormDialog } from '@/shared/ui/form-dialog';

import { labelOf, wordsOf } from '../filter-words';
import { FILTERS, type FilterName, type Filters } from '../inbox-filter';
import classes from './inbox-filters.module.css';

interface InboxFiltersProps {
  /** Those in force. */
  filters: Filters;
  roles: string[];
  onChange: (change: Filters) => void;
}

const TYPING_PAUSE_MS = 250;
const ADDABLE = FILTERS.filter((name) => name !== 'search');

export function InboxFilters({ filters, roles, onChange }: InboxFiltersProps) {
  const [adding, setAdding] = useState<FilterName | null>(null);
  const chips = ADDABLE.filter((name) => filters[name]);

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
              {t(`inbox.filter.${name}`)}: {labelOf(name, filters[name] ?? '')}
            </Pill>
          ))}
        </div>
      )}
      {adding && (
        <FilterDialog
          name={adding}
          value={filters[adding] ?? ''}
          roles={roles}
          onClose={() => setAdding(null)}
          onChange={(value) => {
            onChange({ [adding]: value });
            setAdding(null);
          }}
        />
      )}
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

interface FilterDialogProps {
  name: FilterName;
  value: string;
  roles: string[];
  onChange: (value: string) => void;
  onClose: () => void;
}

function FilterDialog({ name, value, roles, onChange, onClose }: FilterDialogProps) {
  const [chosen, setChosen] = useState(value);
  const words = wordsOf(name, roles);
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
      {words ? (
        <Select
          label={label}
          data={words}
          value={chosen || null}
          onChange={(word) => setChosen(word ?? '')}
          data-autofocus
        />
      ) : (
        <TextInput
          label={label}
          value={chosen}
          maxLength={100}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </FormDialog>
  );
}
