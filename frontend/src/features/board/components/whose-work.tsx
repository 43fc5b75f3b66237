import { NativeSelect } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { waitingOf, type HandedTask } from '../board';

interface WhoseWorkProps {
  task: HandedTask;
  value: number | undefined;
  onChange: (itemId: number) => void;
}

/** Which of the votes that are not given yet is meant; nothing where there is one or none. */
export function WhoseWork({ task, value, onChange }: WhoseWorkProps) {
  const waiting = waitingOf(task);
  if (waiting.length < 2) return null;
  return (
    <NativeSelect
      label={t('handing.whose')}
      data={waiting.map(({ item_id: id, name }) => ({
        value: String(id),
        label: name ?? t('handing.nobodys'),
      }))}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
