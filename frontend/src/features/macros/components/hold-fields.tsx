import { NativeSelect, NumberInput, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { useHoldReasons } from '../api/use-hold-reasons';
import type { MacroDraft } from '../macros';
import type { PartProps } from './macro-editor';

type Hold = NonNullable<MacroDraft['hold']>;

const MAX_HOURS = 8760;

/** Why the macro has a ticket wait, and for how long. */
export function HoldFields({ hold, readOnly, error, onChange }: PartProps & { hold: Hold }) {
  const { data: reasons = [] } = useHoldReasons();
  const change = (part: Partial<Hold>) => onChange({ hold: { ...hold, ...part } });
  return (
    <>
      <NativeSelect
        label={t('macros.holdCode')}
        data={reasons.map(({ code, label }) => ({ value: code, label }))}
        value={hold.code}
        onChange={({ currentTarget }) => change({ code: currentTarget.value as Hold['code'] })}
        disabled={readOnly}
      />
      <TextInput
        label={t('macros.holdReason')}
        value={hold.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        required={hold.code === 'other'}
        maxLength={300}
        readOnly={readOnly}
        error={problemOf(error, 'hold.reason')}
      />
      <NumberInput
        label={t('macros.holdHours')}
        description={t('macros.holdHoursHint')}
        min={1}
        max={MAX_HOURS}
        allowDecimal={false}
        value={hold.hours ?? ''}
        onChange={(hours) => change({ hours: hours === '' ? null : Number(hours) })}
        readOnly={readOnly}
      />
    </>
  );
}
