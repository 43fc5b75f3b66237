import { Text, TextInput } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { asSentence } from '@/shared/lib/problem-of';

import { matching, type UsableMacro } from '../macros';
import classes from './macro-picker.module.css';

interface MacroPickerProps {
  macros: UsableMacro[];
  onChoose: (macro: UsableMacro) => void;
}

const OPTIONS = 'macro-options';
const idOf = (index: number) => `macro-option-${index}`;

/** A list to search in; those that are not possible now stay in it and say why. */
export function MacroPicker({ macros, onChoose }: MacroPickerProps) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = matching(macros, search);
  const current = Math.min(active, found.length - 1);

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function choose(macro: UsableMacro | undefined) {
    if (macro && !macro.blocked) onChoose(macro);
  }

  function onKeyDown(event: KeyboardEvent) {
    const { length } = found;
    if (event.key === 'ArrowDown' && length) setActive((current + 1) % length);
    else if (event.key === 'ArrowUp' && length) setActive((current - 1 + length) % length);
    else if (event.key === 'Enter') choose(found[current]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        autoFocus
        data-autofocus
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('macros.search')}
        role="combobox"
        aria-label={t('macros.search')}
        aria-expanded={found.length > 0}
        aria-controls={OPTIONS}
        aria-activedescendant={found.length ? idOf(current) : undefined}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        ref={list}
        id={OPTIONS}
        role="listbox"
        aria-label={t('macros.found')}
        className={classes.options}
      >
        {found.map((macro, index) => (
          <Option
            key={macro.id}
            id={idOf(index)}
            macro={macro}
            selected={index === current}
            onChoose={() => choose(macro)}
          />
        ))}
      </ul>
      <Text role="status" size="sm" c="dimmed">
        {found.length === 0 && t(macros.length ? 'macros.nothing' : 'macros.noneHere')}
      </Text>
    </>
  );
}

interface OptionProps {
  id: string;
  macro: UsableMacro;
  selected: boolean;
  onChoose: () => void;
}

function Option({ id, macro, selected, onChoose }: OptionProps) {
  const { name, description, blocked, reason } = macro;
  const detail = blocked ? `${t('macros.blocked')}: ${asSentence(reason)}` : description;
  return (
    <li
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={blocked || undefined}
      className={classes.option}
      onClick={onChoose}
    >
      <span className={classes.name}>
        {blocked && <IconLock size={14} aria-hidden />}
        {name}
      </span>
      {detail && <span className={classes.detail}>{detail}</span>}
    </li>
  );
}
