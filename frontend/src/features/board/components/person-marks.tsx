import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';

import { fullness, type BoardPerson } from '../board';
import classes from './board.module.css';

/** Whether somebody is there, and when they will not be. */
export function PersonMarks({ person }: { person: BoardPerson }) {
  const { presence } = person;
  const absolute = useFormatAbsolute();
  return (
    <div className={classes.marks}>
      <span className={classes.presence} data-here={presence.on_shift || undefined}>
        <span className={classes.dot} aria-hidden />
        {presence.on_shift ? t('board.onShift') : t('board.away', { reason: presence.away })}
      </span>
      {presence.on_shift && presence.leave_starts_at && (
        <span>{t('board.leaveBooked', { from: absolute(presence.leave_starts_at) })}</span>
      )}
      {person.turn === 1 && <Badge size="sm">{t('board.next')}</Badge>}
      {person.turn !== null && person.turn > 1 && (
        <span>{t('board.place', { place: person.turn })}</span>
      )}
      {person.owed_turns > 0 && <span>{t('board.owed', { count: person.owed_turns })}</span>}
    </div>
  );
}

interface CapacityProps {
  person: BoardPerson;
  onEdit: () => void;
}

/** How full somebody's hands are, in words and as a bar, and the way to say what fills them. */
export function Capacity({ person, onEdit }: CapacityProps) {
  const { open, capacity, at_risk: atRisk, breached, received, done, passed_on: passed } = person;
  const said = t('board.capacity', { open, capacity });
  return (
    <div className={classes.load}>
      <div className={classes.fullness}>
        <Tooltip label={said}>
          <div className={classes.bar} role="img" aria-label={said}>
            <span
              style={{ width: `${fullness(open, capacity) * 100}%` }}
              data-full={open >= capacity || undefined}
            />
          </div>
        </Tooltip>
        {person.may_set_capacity && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={t('board.capacityOf', { name: person.name })}
            onClick={onEdit}
          >
            <IconAdjustments size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <div className={classes.counts}>
        <span className="tabular">{t('board.open', { count: open })}</span>
        {atRisk > 0 && <span className={classes.risk}>{t('board.atRisk', { count: atRisk })}</span>}
        {breached > 0 && (
          <span className={classes.breach}>{t('board.breached', { count: breached })}</span>
        )}
        <span>{t('board.today', { received, done, passed })}</span>
      </div>
    </div>
  );
}
