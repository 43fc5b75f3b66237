import { useState } from 'react';

import {
  isBusy,
  steeringsOf,
  useNewestMigration,
  useSteerMigration,
  type Migration,
} from '@/features/designer/api/use-migrations';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { t, tWord } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { UnderWayBar, Word } from './under-way-bar';

interface MigrationBarProps {
  /** Show what became of each ticket. */
  onShow: (migration: Migration) => void;
}

/** A move of running tickets that is under way, waits for a word, or ended while one looked. */
export function MigrationBar({ onShow }: MigrationBarProps) {
  const { workflowId } = useDesigner();
  const newest = useNewestMigration(workflowId).data;
  const [seen, setSeen] = useState<number | null>(null);
  const [hidden, setHidden] = useState<number | null>(null);
  if (!newest) return null;

  const open = isBusy(newest) || newest.status === 'waiting';
  // Whoever saw it under way hears how it ended, and can still take it back.
  if (open && seen !== newest.id) setSeen(newest.id);
  if (!open && (seen !== newest.id || hidden === newest.id)) return null;
  return <Bar migration={newest} open={open} onShow={onShow} onHide={() => setHidden(newest.id)} />;
}

interface BarProps extends MigrationBarProps {
  migration: Migration;
  open: boolean;
  onHide: () => void;
}

function Bar({ migration, open, onShow, onHide }: BarProps) {
  const { workflowId, readOnly } = useDesigner();
  const steer = useSteerMigration(workflowId, migration);
  const { done, total, moved, refused, undone, status } = migration;
  const undoing = status === 'undoing';
  return (
    <UnderWayBar
      title={t('underWay.migration', { version: migration.to_version })}
      told={[
        tWord('designer.migration.status', status),
        t('designer.migration.tally', { done, total, moved, refused, undone }),
      ].join(' ')}
      done={undoing ? undone : done}
      total={undoing ? moved : total}
      waits={!isBusy(migration)}
    >
      {!readOnly &&
        steeringsOf(migration).map((steering) => (
          <Word
            key={steering}
            primary={steering === 'continue'}
            pending={steer.isPending && steer.variables === steering}
            onClick={() => steer.mutate(steering, { onError: showFailure })}
          >
            {t(`designer.migration.${steering}`)}
          </Word>
        ))}
      <Word onClick={() => onShow(migration)}>{t('underWay.details')}</Word>
      {!open && <Word onClick={onHide}>{t('underWay.hide')}</Word>}
    </UnderWayBar>
  );
}
