import { Autocomplete, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import { fieldsOf, linesOf, OUTCOMES, textOfFields, type MacroDraft } from '../macros';
import { HoldFields } from './hold-fields';
import type { PartProps } from './macro-editor';

type Priority = NonNullable<MacroDraft['priority']>;
type End = 'stay' | 'transition' | 'hold';

const PRIORITIES: Priority[] = ['', 'urgent', 'high', 'medium', 'low'];
const ENDS: End[] = ['stay', 'transition', 'hold'];

/** What the macro does to a ticket besides its text. */
export function ActFields(props: PartProps) {
  const { draft, readOnly, error, onChange } = props;
  const [end, setEnd] = useState(endOf(draft));
  const [ticks, setTicks] = useState((draft.ticks ?? []).join('\n'));

  function chooseEnd(next: End) {
    setEnd(next);
    onChange({
      hold: next === 'hold' ? { code: 'waiting_for_requester', reason: '', hours: null } : null,
      transition: next === 'transition' ? 'done' : '',
      ...(next !== 'transition' && { fields: {} }),
    });
  }

  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('macros.priority')}
        data={PRIORITIES.map((each) => ({
          value: each,
          label: each ? tWord('priority', each) : t('macros.keepsPriority'),
        }))}
        value={draft.priority}
        onChange={({ currentTarget }) => onChange({ priority: currentTarget.value as Priority })}
        disabled={readOnly}
      />
      <Textarea
        label={t('macros.ticks')}
        description={t('macros.ticksHint')}
        value={ticks}
        onChange={({ currentTarget: { value } }) => {
          setTicks(value);
          onChange({ ticks: linesOf(value) });
        }}
        autosize
        readOnly={readOnly}
        error={problemOf(error, 'ticks')}
      />
      <NativeSelect
        label={t('macros.then')}
        data={ENDS.map((each) => ({ value: each, label: t(`macros.ends.${each}`) }))}
        value={end}
        onChange={({ currentTarget }) => chooseEnd(currentTarget.value as End)}
        disabled={readOnly}
      />
      {end === 'transition' && <WayFields {...props} />}
      {end === 'hold' && draft.hold && <HoldFields {...props} hold={draft.hold} />}
    </Stack>
  );
}

function endOf({ hold, transition }: MacroDraft): End {
  if (hold) return 'hold';
  return transition ? 'transition' : 'stay';
}

function WayFields({ draft, readOnly, error, onChange }: PartProps) {
  const [fields, setFields] = useState(() => textOfFields(draft.fields ?? {}));
  return (
    <>
      <Autocomplete
        label={t('macros.transition')}
        description={t('macros.transitionHint')}
        data={OUTCOMES}
        value={draft.transition}
        onChange={(transition) => onChange({ transition })}
        required
        maxLength={64}
        readOnly={readOnly}
        error={problemOf(error, 'transition')}
      />
      <Textarea
        label={t('macros.fields')}
        description={t('macros.fieldsHint')}
        value={fields}
        onChange={({ currentTarget: { value } }) => {
          setFields(value);
          onChange({ fields: fieldsOf(value) });
        }}
        autosize
        readOnly={readOnly}
        error={problemOf(error, 'fields')}
      />
    </>
  );
}
