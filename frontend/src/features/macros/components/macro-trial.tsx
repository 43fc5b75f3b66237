import { Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { useTrial } from '../api/use-trial';
import type { MacroDraft } from '../macros';
import { MacroChanges } from './macro-changes';

const ASKED_AFTER_MS = 500;
const NUMBER = /^(?:t-)?\d{1,18}$/i;
// A macro without a name can be tried all the same.
const NAMELESS = '…';

/** The macro as it is written now, on a real ticket, without changing either. */
export function MacroTrial({ draft }: { draft: MacroDraft }) {
  const [number, setNumber] = useState('');
  const [asked] = useDebouncedValue({ draft, number: number.trim() }, ASKED_AFTER_MS);
  const task = NUMBER.test(asked.number) ? asked.number : '';
  const trial = useTrial(task, { ...asked.draft, name: asked.draft.name.trim() || NAMELESS });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('macros.tryOn')}
        description={t('macros.tryOnHint')}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        maw={220}
      />
      {task && trial.isError && <FormFailure error={trial.error} />}
      {task && trial.data && !trial.isError && <MacroChanges preview={trial.data} />}
    </Stack>
  );
}
