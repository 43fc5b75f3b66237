import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { mayRunMacros, useSession } from '@/shared/lib/session';
import { showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { Section } from '@/shared/ui/section';

import { useSaveMacro } from '../api/use-save-macro';
import { blankMacro, draftOf, type Macro, type MacroDraft } from '../macros';
import { ActFields } from './act-fields';
import { PlaceFields } from './place-fields';
import { TextFields } from './text-fields';
import { MacroTrial } from './macro-trial';

interface MacroEditorProps {
  /** None while a new one is made. */
  macro: Macro | null;
  onSaved: (id: number) => void;
  onReload: () => void;
}

/** What every part of the form gets. */
export interface PartProps {
  draft: MacroDraft;
  readOnly: boolean;
  error: unknown;
  onChange: (part: Partial<MacroDraft>) => void;
}

// Those that show their own problems.
const FIELDS = ['name', 'role', 'text', 'ticks', 'fields', 'transition', 'hold.reason'];

export function MacroEditor({ macro, onSaved, onReload }: MacroEditorProps) {
  const [draft, setDraft] = useState(() => (macro ? draftOf(macro) : blankMacro('personal')));
  const tries = mayRunMacros(useSession());
  const save = useSaveMacro(macro);
  const readOnly = macro !== null && !macro.may_edit;
  const change = (part: Partial<MacroDraft>) => setDraft((now) => ({ ...now, ...part }));
  const part = { draft, readOnly, error: save.error, onChange: change };

  function submit() {
    save.mutate(draft, {
      onSuccess: ({ id }) => {
        showSuccess(t(macro ? 'macros.saved' : 'macros.made'));
        onSaved(id);
      },
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Failure error={save.error} onReload={onReload} />
      <Section title={t('macros.general')}>
        <PlaceFields {...part} />
      </Section>
      <Section title={t('macros.text')}>
        <TextFields {...part} />
      </Section>
      <Section title={t('macros.acts')}>
        <ActFields {...part} />
      </Section>
      {tries && (
        <Section title={t('macros.tryOut')} hint={t('macros.tryOutHint')}>
          <MacroTrial draft={draft} />
        </Section>
      )}
      {!readOnly && (
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('macros.save')}
          </Button>
        </Group>
      )}
    </form>
  );
}

function Failure({ error, onReload }: { error: unknown; onReload: () => void }) {
  const stale = error instanceof ApiError && error.status === 412;
  if (!stale) return <FormFailure error={error} fields={FIELDS} />;
  return (
    <Stack gap="xs" mb="md">
      <FormFailure error={error} title={t('macros.stale')} />
      <Button variant="default" w="fit-content" onClick={onReload}>
        {t('macros.reload')}
      </Button>
    </Stack>
  );
}
