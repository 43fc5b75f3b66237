import { NumberInput } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useSetCapacity } from '../api/use-set-capacity';
import type { BoardPerson } from '../board';

const MOST = 200;

interface CapacityDialogProps {
  /** As they were when the dialog was opened. */
  person: BoardPerson;
  usual: number;
  onClose: () => void;
}

/** Asks how many open items are as much as somebody can do at a time. */
export function CapacityDialog({ person, usual, onClose }: CapacityDialogProps) {
  const setCapacity = useSetCapacity(person);
  const [items, setItems] = useState<number | string>(person.capacity);

  return (
    <FormDialog
      title={t('board.capacityOf', { name: person.name })}
      submit={t('board.capacitySave')}
      pending={setCapacity.isPending}
      error={setCapacity.error}
      fields={['capacity']}
      onSubmit={() =>
        setCapacity.mutate(items === '' ? null : Number(items), { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <NumberInput
        label={t('board.capacityItems')}
        description={t('board.capacityHint', { usual })}
        min={1}
        max={MOST}
        allowDecimal={false}
        value={items}
        onChange={setItems}
        error={problemOf(setCapacity.error, 'capacity')}
        data-autofocus
      />
    </FormDialog>
  );
}
