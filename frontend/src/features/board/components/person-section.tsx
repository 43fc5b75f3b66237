import { Button } from '@mantine/core';
import { useId, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import { useCardDrop } from '../api/use-drag';
import type { BoardPerson, Move, Person } from '../board';
import classes from './board.module.css';
import { CapacityDialog } from './capacity-dialog';
import { Capacity, PersonMarks } from './person-marks';
import { TaskCards } from './task-cards';

interface PersonSectionProps {
  person: BoardPerson;
  /** What fills the hands of those of whom nothing else is said. */
  usual: number;
  people: readonly Person[];
  mayPlan: boolean;
  onMove: (move: Move) => void;
  onAway: (person: Person) => void;
  onBusy: (busy: boolean) => void;
}

/** One person: whether they are there, how much they have, and their tasks. */
export function PersonSection({
  person,
  usual,
  people,
  mayPlan,
  onMove,
  onAway,
  onBusy,
}: PersonSectionProps) {
  const id = useId();
  const [edited, setEdited] = useState<BoardPerson | null>(null);
  const owner = { userId: person.user_id, name: person.name };
  const { ref, over } = useCardDrop(owner, ({ card, from }) => onMove({ card, from, to: owner }));
  return (
    <section
      ref={ref}
      aria-labelledby={id}
      className={classes.person}
      data-over={over || undefined}
      data-away={!person.presence.on_shift || undefined}
    >
      <header className={classes.head}>
        <PersonAvatar name={person.name} size={34} tooltip={false} />
        <div className={classes.who}>
          <h2 id={id} className={classes.name}>
            {person.name}
          </h2>
          <PersonMarks person={person} />
        </div>
        {mayPlan && person.open > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('board.awayOf', { name: person.name })}
            onClick={() => onAway(owner)}
          >
            {t('board.awayOpen')}
          </Button>
        )}
      </header>
      <Capacity person={person} onEdit={() => setEdited(person)} />
      {edited && <CapacityDialog person={edited} usual={usual} onClose={() => setEdited(null)} />}
      <TaskCards
        label={t('board.tasksOf', { name: person.name })}
        cards={person.tasks}
        count={person.tasks_count}
        owner={owner}
        people={people}
        onMove={onMove}
        onBusy={onBusy}
      />
    </section>
  );
}
