import { t } from '@/shared/lib/i18n';

import type { Card, Move, Person } from '../board';
import classes from './board.module.css';
import { TaskCard } from './task-card';

interface TaskCardsProps {
  label: string;
  cards: readonly Card[];
  /** How many there are, of which `cards` are the most urgent. */
  count: number;
  owner: Person | null;
  people: readonly Person[];
  onMove: (move: Move) => void;
  onBusy: (busy: boolean) => void;
}

export function TaskCards({ label, cards, count, owner, ...rest }: TaskCardsProps) {
  if (cards.length === 0) return <p className={classes.none}>{t('board.noTasks')}</p>;
  const hidden = count - cards.length;
  return (
    <>
      <ul className={classes.cards} aria-label={label}>
        {cards.map((card) => (
          <TaskCard key={card.item_id} card={card} owner={owner} {...rest} />
        ))}
      </ul>
      {hidden > 0 && <p className={classes.none}>{t('board.more', { count: hidden })}</p>}
    </>
  );
}
