import { IconUsersGroup } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { Section } from '@/shared/ui/section';

import { useBoard } from '../api/use-board';
import { byName, type Board, type Move, type Person } from '../board';
import classes from './board.module.css';
import { GapBanner } from './gap-banner';
import { PersonSection } from './person-section';
import { TaskCards } from './task-cards';

const AwayDialog = lazy(async () => ({ default: (await import('./away-dialog')).AwayDialog }));
const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog')).MoveDialog }));

/** The people of a role with their work; what one holds or decides on does not move meanwhile. */
export function BoardView({ role }: { role: string }) {
  const [move, setMove] = useState<Move | null>(null);
  const [away, setAway] = useState<Person | null>(null);
  const [holding, setHolding] = useState(false);
  const board = useBoard(role, holding);

  return (
    <>
      <QueryView query={board}>
        {(known) => <People board={known} onMove={setMove} onAway={setAway} onBusy={setHolding} />}
      </QueryView>
      <Suspense>
        {move && <MoveDialog move={move} role={role} onClose={() => setMove(null)} />}
        {away && <AwayDialog person={away} role={role} onClose={() => setAway(null)} />}
      </Suspense>
    </>
  );
}

interface PeopleProps {
  board: Board;
  onMove: (move: Move) => void;
  onAway: (person: Person) => void;
  onBusy: (busy: boolean) => void;
}

function People({ board, onMove, onAway, onBusy }: PeopleProps) {
  const mayPlan = hasRole(useSession(), 'Admin', 'Manager', 'Ticket Coordinator');
  const rows = byName(board.people);
  const people = rows.map(({ user_id: userId, name }) => ({ userId, name }));
  return (
    <>
      <GapBanner role={board.role} gaps={board.gaps} />
      {board.unassigned.tasks_count > 0 && (
        <Section title={t('board.unassigned')} hint={t('board.unassignedHint')}>
          <TaskCards
            label={t('board.unassigned')}
            cards={board.unassigned.tasks}
            count={board.unassigned.tasks_count}
            owner={null}
            people={people}
            onMove={onMove}
            onBusy={onBusy}
          />
        </Section>
      )}
      {rows.length === 0 ? (
        <EmptyState
          icon={IconUsersGroup}
          title={t('board.noPeople')}
          hint={t('board.noPeopleHint')}
        />
      ) : (
        <div className={classes.people}>
          {rows.map((person) => (
            <PersonSection
              key={person.user_id}
              person={person}
              usual={board.capacity}
              people={people}
              mayPlan={mayPlan}
              onMove={onMove}
              onAway={onAway}
              onBusy={onBusy}
            />
          ))}
        </div>
      )}
    </>
  );
}
