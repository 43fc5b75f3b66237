import { Badge, Button, Select } from '@mantine/core';
import { IconDownload, IconRotateClockwise2 } from '@tabler/icons-react';

import { t, tWord } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { turnsAddress, useTurns } from '../api/use-turns';
import { CAUSES, type Turn } from '../board';
import classes from './board.module.css';

interface TurnListProps {
  role: string;
  cause: string;
  onCause: (cause: string) => void;
}

/** Every decision about who gets work for a role, and who was passed over why. */
export function TurnList({ role, cause, onCause }: TurnListProps) {
  const turns = useTurns(role, cause);
  return (
    <>
      <div className={classes.tools}>
        <Select
          aria-label={t('board.cause')}
          data={[
            { value: '', label: t('board.anyCause') },
            ...CAUSES.map((value) => ({ value, label: tWord('board.causes', value) })),
          ]}
          value={cause}
          allowDeselect={false}
          onChange={(value) => onCause(value ?? '')}
        />
        <Button
          component="a"
          href={turnsAddress(role, cause)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('board.csv')}
        </Button>
      </div>
      <PagedRows
        query={turns}
        label={t('board.turns')}
        empty={
          <EmptyState
            icon={IconRotateClockwise2}
            title={t('board.noTurns')}
            hint={t('board.noTurnsHint')}
          />
        }
      >
        {(turn) => <TurnRow key={turn.id} turn={turn} />}
      </PagedRows>
    </>
  );
}

function TurnRow({ turn }: { turn: Turn }) {
  return (
    <Row
      to={`/tasks/${turn.task_id}`}
      title={turn.chosen_name || t('board.nobody')}
      badges={
        <>
          <Badge variant="default">{tWord('board.causes', turn.cause ?? '')}</Badge>
          {turn.turn_no !== null && (
            <span className={classes.place}>{t('board.turn', { number: turn.turn_no ?? 0 })}</span>
          )}
        </>
      }
      facts={[
        `T-${turn.task_id}`,
        turn.step ?? t('board.coordination'),
        turn.why,
        turn.at && <RelativeTime key="at" at={turn.at} />,
      ]}
      below={
        <>
          {turn.decided_by_name && (
            <p className={classes.none}>
              {t('board.decidedBy', { name: turn.decided_by_name, reason: turn.reason ?? '' })}
            </p>
          )}
          {turn.skipped.length > 0 && (
            <p className={classes.none}>{t('board.passedOver', { names: passedOver(turn) })}</p>
          )}
        </>
      }
    />
  );
}

function passedOver({ skipped }: Turn): string {
  return skipped.map(({ name, reason }) => t('board.passedOverOne', { name, reason })).join(', ');
}
