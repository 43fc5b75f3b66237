import { Kbd, Modal, Switch, Table, Text } from '@mantine/core';
import { Fragment, useState } from 'react';

import { t, type MessageKey } from '@/shared/lib/i18n';
import { enableShortcuts, shortcutsEnabled } from '@/shared/lib/shortcuts';

import type { Destination } from './destinations';

interface ShortcutSheetProps {
  opened: boolean;
  onClose: () => void;
  destinations: Destination[];
}

const EVERYWHERE: [string, MessageKey][] = [
  ['Ctrl/⌘ K', 'shortcuts.palette'],
  ['?', 'shortcuts.sheet'],
];

const INBOX: [string, MessageKey][] = [
  ['j', 'shortcuts.next'],
  ['k', 'shortcuts.previous'],
  ['Enter', 'shortcuts.open'],
  ['x', 'shortcuts.choose'],
  ['/', 'shortcuts.search'],
];

const TICKET: [string, MessageKey][] = [
  ['c', 'shortcuts.comment'],
  ['.', 'shortcuts.copyNumber'],
  ['i', 'shortcuts.claim'],
  ['a', 'shortcuts.transfer'],
  ['t', 'shortcuts.transfer'],
  ['e', 'shortcuts.escalate'],
  ['p', 'shortcuts.priority'],
  ['m', 'macros.choose'],
];

const DESIGNER: [string, MessageKey][] = [
  ['Ctrl/⌘ Z', 'designer.keys.undo'],
  ['Ctrl/⌘ Y', 'designer.keys.redo'],
  ['Ctrl/⌘ C', 'designer.keys.copy'],
  ['Ctrl/⌘ X', 'designer.keys.cut'],
  ['Ctrl/⌘ V', 'designer.keys.paste'],
  ['Ctrl/⌘ D', 'designer.keys.duplicate'],
  ['Ctrl/⌘ A', 'designer.keys.selectAll'],
  ['Delete', 'designer.keys.remove'],
];

function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((key, index) => (
    <Fragment key={key}>
      {index > 0 && ' '}
      <Kbd>{key}</Kbd>
    </Fragment>
  ));
}

function Section({ title, entries }: { title: string; entries: [string, string][] }) {
  return (
    <>
      <Text component="h3" fw={600} mt="md" mb={4}>
        {title}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {entries.map(([keys, action]) => (
            <Table.Tr key={keys}>
              <Table.Td>{action}</Table.Td>
              <Table.Td ta="right">
                <Keys keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function translated(entries: [string, MessageKey][]): [string, string][] {
  return entries.map(([keys, key]) => [keys, t(key)]);
}

export function ShortcutSheet({ opened, onClose, destinations }: ShortcutSheetProps) {
  const [enabled, setEnabled] = useState(shortcutsEnabled);
  const staff = destinations.some(({ path }) => path === '/inbox');
  const go: [string, string][] = destinations.map(({ key, label }) => [`g ${key}`, t(label)]);

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Switch
        label={t('shortcuts.enable')}
        checked={enabled}
        onChange={(event) => {
          setEnabled(event.currentTarget.checked);
          enableShortcuts(event.currentTarget.checked);
        }}
      />
      <Section title={t('shortcuts.everywhere')} entries={[...translated(EVERYWHERE), ...go]} />
      {staff && <Section title={t('nav.inbox')} entries={translated(INBOX)} />}
      {staff && <Section title={t('shortcuts.ticket')} entries={translated(TICKET)} />}
      {staff && <Section title={t('designer.keys.title')} entries={translated(DESIGNER)} />}
    </Modal>
  );
}
