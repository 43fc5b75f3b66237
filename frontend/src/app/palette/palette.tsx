import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBolt, IconSearch, IconTicket, type Icon } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';

import { offeredActs, type Act } from '@/shared/hooks/use-acts';
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
  run: () => unknown;
}

const OPTIONS = 'palette-options';

const fits = (label: string, text: string) =>
  label.toLowerCase().includes(text.trim().toLowerCase());

type GoTo = (path: string) => unknown;

function entryOf({ id, label, to, run }: Act): Entry {
  return { id: `act:${id}`, label, detail: to ?? t('palette.do'), icon: IconBolt, run };
}

function placesOf(destinations: Destination[], goTo: GoTo): Entry[] {
  return destinations.map(({ path, label, icon }) => ({
    id: path,
    icon,
    label: t(label),
    detail: t('palette.go'),
    run: () => goTo(path),
  }));
}

/** Do something on this screen, go to another, or find a ticket, without leaving the keyboard. */
export function Palette({ opened, onClose, destinations }: PaletteProps) {
  const navigate = useNavigate();
  const staff = isStaff(useSession());
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const found = useFoundTickets(wanted, staff);
  const [acts] = useState(offeredActs);
  const goTo = (path: string) => navigate(path);
  const entries: Entry[] = [
    ...[
      ...acts.filter(({ to }) => to).map(entryOf),
      ...placesOf(destinations, goTo),
      ...acts.filter(({ to }) => !to).map(entryOf),
    ].filter(({ label }) => fits(label, text)),
    ...(found.data ?? []).map(({ path, ...ticket }) => ({
      ...ticket,
      icon: IconTicket,
      run: () => goTo(path),
    })),
  ];
  const current = Math.min(active, entries.length - 1);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function go(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    void entry.run();
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
      <ul
        ref={list}
        id={OPTIONS}
        role="listbox"
        aria-label={t('palette.results')}
        className={classes.options}
      >
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
