import { ActionIcon, Anchor, Button, Group, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconEdit,
  IconMoon,
  IconRoute,
  IconSun,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useState, type ComponentType } from 'react';
import { Link } from 'react-router';

import { t, type MessageKey } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { snooze } from '../api/settling';
import { useSettle } from '../api/use-settle';
import { causeHref, letterHref, type UnroutedTicket } from '../unrouted';
import { AcceptDialog } from './accept-dialog';
import { DeclineDialog } from './decline-dialog';
import { DuplicateDialog } from './duplicate-dialog';
import { RouteDialog } from './route-dialog';
import { RuleDialog } from './rule-dialog';
import { SnoozeDialog } from './snooze-dialog';
import classes from './unrouted-list.module.css';

type Deed = 'route' | 'accept' | 'rule' | 'duplicate' | 'decline' | 'snooze';
type Dialog = ComponentType<{ ticket: UnroutedTicket; onClose: () => void }>;

const DIALOGS: Record<Deed, Dialog> = {
  route: RouteDialog,
  accept: AcceptDialog,
  rule: RuleDialog,
  duplicate: DuplicateDialog,
  decline: DeclineDialog,
  snooze: SnoozeDialog,
};

const DEEDS: [Deed, MessageKey, Icon][] = [
  ['accept', 'triage.accept', IconEdit],
  ['rule', 'triage.rule', IconRoute],
  ['duplicate', 'triage.duplicate', IconCopy],
  ['decline', 'triage.decline', IconX],
];

/** What can be done with a waiting ticket; an auditor only follows it. */
export function TicketActions({ ticket }: { ticket: UnroutedTicket }) {
  const mayAct = hasRole(useSession(), 'Admin');
  const [deed, setDeed] = useState<Deed | null>(null);
  const Open = deed && DIALOGS[deed];
  return (
    <Group gap="sm" className={classes.actions}>
      {mayAct && (
        <>
          <Button size="xs" onClick={() => setDeed('route')}>
            {t('unrouted.route')}
          </Button>
          <MoreMenu ticket={ticket} onChoose={setDeed} />
        </>
      )}
      {ticket.letter && (
        <>
          <Anchor component={Link} size="sm" to={letterHref(ticket.letter)}>
            {t('unrouted.letter')}
          </Anchor>
          <Anchor component={Link} size="sm" to={causeHref(ticket.letter)}>
            {t('unrouted.allOfKind')}
          </Anchor>
        </>
      )}
      {Open && <Open ticket={ticket} onClose={() => setDeed(null)} />}
    </Group>
  );
}

interface MoreMenuProps {
  ticket: UnroutedTicket;
  onChoose: (deed: Deed) => void;
}

function MoreMenu({ ticket, onChoose }: MoreMenuProps) {
  const number = ticket.ticket_number;
  const wake = useSettle(() => snooze(ticket.id, null));
  const isPutOff = Boolean(ticket.snoozed_until);

  function bringBack() {
    wake.mutate(undefined, {
      onSuccess: () => showSuccess(t('triage.back', { number })),
      onError: showFailure,
    });
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t('triage.more', { number })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {DEEDS.map(([name, label, IconComponent]) => (
          <Menu.Item
            key={name}
            leftSection={<IconComponent size={15} aria-hidden />}
            onClick={() => onChoose(name)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={
            isPutOff ? <IconSun size={15} aria-hidden /> : <IconMoon size={15} aria-hidden />
          }
          onClick={isPutOff ? bringBack : () => onChoose('snooze')}
        >
          {t(isPutOff ? 'triage.wake' : 'triage.snooze')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
