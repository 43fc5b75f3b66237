import { Modal } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';

import { usePlan } from '../api/use-plan';
import type { HandOver, Person } from '../board';
import { HandOverResult } from './hand-over-result';
import { PlanForm } from './plan-form';

interface AwayDialogProps {
  person: Person;
  role: string;
  onClose: () => void;
}

/** Somebody goes away: who takes over what, and what became of it. */
export function AwayDialog({ person, role, onClose }: AwayDialogProps) {
  const plan = usePlan(person.userId);
  const [handed, setHanded] = useState<HandOver | null>(null);
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t(handed ? 'board.awayDone' : 'board.awayTitle', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {handed ? (
        <HandOverResult handed={handed} role={role} onUndone={setHanded} onClose={onClose} />
      ) : (
        <QueryView query={plan}>
          {(known) => (
            <PlanForm
              plan={known}
              person={person}
              role={role}
              onDone={setHanded}
              onClose={onClose}
            />
          )}
        </QueryView>
      )}
    </Modal>
  );
}
