import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconTicket, type Icon } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { isStaff, useSession } from '@/shared/lib/session';

import type { Destination } from '../shell/destinations';
import classes from './palette.module.css';
import { useFoundTickets } from './use-found-tickets';

export interface PaletteProps {
  opened: boolean;
  onClose: () => void;
  destinations: Destination[];
}

interface Entry {
  id: string;
  label: string;
  detail: string;
  icon: Icon;
  path: string;
}

const OPTIONS = 'palette-options';

function placesMatching(destinations: Destination[], text: string): Entry[] {
  return destinations
    .map(({ path, label, icon }) => ({
      id: path,
      path,
      icon,
      label: t(label),
      detail: t('palette.go'),
    }))
    .filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
}

/** Go to a screen or find a ticket, without leaving the keyboard. */
export function Palette({ opened, onClose, destinations }: PaletteProps) {
  const navigate = useNavigate();
  const staff = isStaff(useSession());
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const found = useFoundTickets(wanted, staff);
  const entries: Entry[] = [
    ...placesMatching(destinations, text.trim()),
    ...(found.data ?? []).map((ticket) => ({ ...ticket, icon: IconTicket })),
  ];
  const current = Math.min(active, entries.length - 1);

  function go(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    void navigate(entry.path);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive((current + 1) % entries.length);
    else if (event.key === 'ArrowUp') setActive((current - 1 + entries.length) % entries.length);
    else if (event.key === 'Enter') go(entries[current]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      centered={false}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('palette.open') } }}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        px="sm"
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t(staff ? 'palette.placeholder' : 'palette.placeholderPortal')}
        role="combobox"
        aria-label={t('palette.open')}
        aria-expanded
        aria-controls={OPTIONS}
        aria-activedescendant={entries[current] && `palette-${current}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={OPTIONS} role="listbox" aria-label={t('palette.results')} className={classes.options}>
        {entries.map((entry, index) => (
          <li
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === current}
            className={classes.option}
            onClick={() => go(entry)}
            onMouseMove={() => setActive(index)}
          >
            <entry.icon size={18} stroke={1.6} aria-hidden />
            <span className={classes.label}>{entry.label}</span>
            <span className={classes.detail}>{entry.detail}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={classes.nothing}>
        {entries.length === 0 && t(found.isFetching ? 'palette.searching' : 'palette.nothing')}
      </p>
    </Modal>
  );
}
