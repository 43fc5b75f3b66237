import { Modal } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import { MigrationPlanForm } from './migration-plan-form';
import { MigrationProgress } from './migration-progress';

interface MigrationDialogProps {
  /** The published version that running tickets are moved to. */
  toVersion: number;
  /** A move that was begun before: there is nothing to plan. */
  begun?: number;
  onClose: () => void;
}

/** Move running tickets to another version: planned and previewed, then done in view. */
export function MigrationDialog({ toVersion, begun, onClose }: MigrationDialogProps) {
  const [started, setStarted] = useState<number | null>(begun ?? null);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('designer.migration.title', { version: toVersion })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {started === null ? (
        <MigrationPlanForm toVersion={toVersion} onStarted={setStarted} />
      ) : (
        <MigrationProgress migrationId={started} />
      )}
    </Modal>
  );
}
