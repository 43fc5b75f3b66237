import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { Slot } from '../calendar';
import classes from './week-editor.module.css';

interface SlotFieldsProps {
  slot: Slot;
  day: string;
  readOnly: boolean;
  onChange: (slot: Slot) => void;
  onRemove: () => void;
}

export function SlotFields({ slot, day, readOnly, onChange, onRemove }: SlotFieldsProps) {
  const text = `${slot.starts}–${slot.ends}`;
  if (readOnly) return <span className="tabular">{text}</span>;
  return (
    <span className={classes.slot}>
      <TextInput
        type="time"
        size="xs"
        required
        aria-label={t('calendars.starts', { day })}
        value={slot.starts}
        onChange={({ currentTarget }) => onChange({ ...slot, starts: currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        type="time"
        size="xs"
        required
        aria-label={t('calendars.ends', { day })}
        value={slot.ends}
        onChange={({ currentTarget }) => onChange({ ...slot, ends: currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('calendars.removeSlot', { slot: text, day })}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
    </span>
  );
}
