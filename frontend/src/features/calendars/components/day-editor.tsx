import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t, tWord } from '@/shared/lib/i18n';

import { blocksOf, copyToWorkdays, nextSlot, type Slot } from '../calendar';
import { SlotFields } from './slot-fields';
import classes from './week-editor.module.css';

interface DayEditorProps {
  weekday: number;
  slots: Slot[];
  onChange: (slots: Slot[]) => void;
  readOnly: boolean;
}

export function DayEditor({ weekday, slots, onChange, readOnly }: DayEditorProps) {
  const day = tWord('calendars.day', String(weekday));
  const own = slots.flatMap((slot, index) => (slot.weekday === weekday ? [{ slot, index }] : []));
  const blocks = blocksOf(slots, weekday);

  return (
    <div className={classes.day} role="group" aria-label={day}>
      <span className={classes.name}>{day}</span>
      <div className={classes.bar} aria-hidden>
        {blocks.map(({ from, to }) => (
          <span
            key={from}
            className={classes.block}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </div>
      <div className={classes.tools}>
        {!readOnly && own.length > 0 && (
          <Tool
            label={t('calendars.copy', { day })}
            onClick={() => onChange(copyToWorkdays(slots, weekday))}
          >
            <IconCopy size={16} />
          </Tool>
        )}
        {!readOnly && (
          <Tool
            label={t('calendars.addSlot', { day })}
            onClick={() => onChange([...slots, nextSlot(slots, weekday)])}
          >
            <IconPlus size={16} />
          </Tool>
        )}
      </div>
      <div className={classes.slots}>
        {own.length === 0 && blocks.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('calendars.free')}
          </Text>
        )}
        {own.map(({ slot, index }) => (
          <SlotFields
            key={index}
            slot={slot}
            day={day}
            readOnly={readOnly}
            onChange={(changed) => onChange(slots.map((old, at) => (at === index ? changed : old)))}
            onRemove={() => onChange(slots.filter((_, at) => at !== index))}
          />
        ))}
      </div>
    </div>
  );
}

interface ToolProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
