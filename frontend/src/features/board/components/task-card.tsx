import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { formatDuration, secondsUntil } from '@/shared/lib/time';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { SlaChip } from '@/shared/ui/sla-chip';

import { useCardDrag } from '../api/use-drag';
import type { Card, Move, Person } from '../board';
import classes from './board.module.css';

interface TaskCardProps {
  card: Card;
  owner: Person | null;
  people: readonly Person[];
  onMove: (move: Move) => void;
  onBusy: (busy: boolean) => void;
}

/** A task that can be dragged to somebody; its menu does the same without a mouse. */
export function TaskCard({ card, owner, people, onMove, onBusy }: TaskCardProps) {
  const ref = useCardDrag({ card, from: owner }, onBusy);
  return (
    <li ref={ref} className={classes.card} data-draggable={card.may_transfer || undefined}>
      <div className={classes.cardHead}>
        <PriorityMark priority={card.priority} compact />
        <Link to={`/tasks/${card.task_id}`} className={classes.cardTitle}>
          {card.title}
        </Link>
        {card.may_transfer && (
          <MoveMenu card={card} owner={owner} people={people} onMove={onMove} onBusy={onBusy} />
        )}
      </div>
      <div className={classes.cardFacts}>
        <span className="tabular">{card.number}</span>
        <span>{card.step_name}</span>
        <SlaChip state={card.sla_state} deadline={card.sla_deadline} />
        {card.first_touch_until && <FirstTouch until={card.first_touch_until} />}
      </div>
    </li>
  );
}

function FirstTouch({ until }: { until: string }) {
  const left = secondsUntil(until, useNow());
  return (
    <span className={classes.touch}>
      {left > 0 ? t('board.begin', { time: formatDuration(left) }) : t('board.beginOver')}
    </span>
  );
}

function MoveMenu({ card, owner, people, onMove, onBusy }: TaskCardProps) {
  const others = people.filter(({ userId }) => userId !== owner?.userId);
  return (
    <Menu position="bottom-end" onChange={onBusy} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size="sm"
          aria-label={t('board.moveOf', { number: card.number })}
        >
          <IconArrowsExchange size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && <Menu.Label>{t('board.moveTo')}</Menu.Label>}
        {others.map((to) => (
          <Menu.Item key={to.userId} onClick={() => onMove({ card, from: owner, to })}>
            {to.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onMove({ card, from: owner, to: null })}>
          {t('board.moveToRole')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
