import { ActionIcon, MultiSelect, NativeSelect, NumberInput, Switch, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import {
  amountOf,
  AUDIENCES,
  faultOf,
  isBreach,
  placed,
  placeOf,
  PLACES,
  type Audience,
  type Ladder,
  type Place,
  type Rung,
  type RungFault,
} from '@/features/designer/document/ladder';
import classes from './rung-fields.module.css';

interface RungFieldsProps {
  ladder: Ladder;
  index: number;
  readOnly: boolean;
  onChange: (rung: Rung) => void;
  onRemove: () => void;
}

function wordsOf(rung: Rung): string {
  return t(`ladder.at.${placeOf(rung)}`, { amount: amountOf(rung) });
}

/** One warning. What makes no sense yet stays in the fields, with the reason, and out of the draft. */
export function RungFields({ ladder, index, readOnly, onChange, onRemove }: RungFieldsProps) {
  const rung = ladder[index] as Rung;
  const [written, setWritten] = useState<{ over: Rung; rung: Rung; fault: RungFault } | null>(null);
  // An undo changes the rung under what was written.
  const pending = written?.over === rung ? written : null;
  const words = wordsOf(rung);

  function change(next: Rung) {
    const fault = faultOf(ladder, index, next);
    setWritten(fault && { over: rung, rung: next, fault });
    if (!fault) onChange(next);
  }

  const fields = { rung: pending?.rung ?? rung, fault: pending?.fault ?? null, readOnly, change };
  return (
    <div
      role="group"
      aria-label={t('ladder.rung', { nth: index + 1, words })}
      className={classes.rung}
    >
      <div className={classes.head}>
        <span>{words}</span>
        {!readOnly && !isBreach(rung) && (
          <ActionIcon size="sm" aria-label={t('ladder.remove', { words })} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {isBreach(rung) ? (
        <Text size="xs" c="dimmed">
          {t('ladder.breachStays')}
        </Text>
      ) : (
        <WhenFields {...fields} />
      )}
      <TellFields {...fields} />
    </div>
  );
}

interface FieldsProps {
  rung: Rung;
  fault: RungFault | null;
  readOnly: boolean;
  change: (rung: Rung) => void;
}

function WhenFields({ rung, fault, readOnly, change }: FieldsProps) {
  const [place, amount] = [placeOf(rung), amountOf(rung)];
  const wrong = fault !== null && fault !== 'tell';
  return (
    <div className={classes.when}>
      <NumberInput
        size="xs"
        aria-label={t('ladder.amount')}
        value={Number.isNaN(amount) ? '' : amount}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        readOnly={readOnly}
        error={wrong && t(`ladder.fault.${fault}`)}
        onChange={(value) => change(placed(rung, place, value === '' ? Number.NaN : Number(value)))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('ladder.place')}
        data={PLACES.map((value) => ({ value, label: t(`ladder.places.${value}`) }))}
        value={place}
        disabled={readOnly}
        onChange={(event) => change(placed(rung, event.currentTarget.value as Place, amount))}
      />
    </div>
  );
}

function TellFields({ rung, fault, readOnly, change }: FieldsProps) {
  return (
    <>
      <MultiSelect
        size="xs"
        label={t('ladder.tell')}
        data={AUDIENCES.map((value) => ({ value, label: t(`clock.who.${value}`) }))}
        value={rung.tell}
        readOnly={readOnly}
        error={fault === 'tell' && t('ladder.fault.tell')}
        onChange={(tell) => change({ ...rung, tell: tell as Audience[] })}
      />
      <Switch
        size="xs"
        label={t('ladder.escalate')}
        description={t('ladder.escalateHint')}
        checked={rung.escalate}
        disabled={readOnly}
        onChange={(event) => change({ ...rung, escalate: event.currentTarget.checked })}
      />
    </>
  );
}
