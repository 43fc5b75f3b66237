import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type SubmitEvent } from 'react';

import { readable, t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { showUndo } from '@/shared/lib/undo-toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { QueryView } from '@/shared/ui/query-view';

import { useMacroPreview } from '../api/use-macro-preview';
import { useRunMacro, useUndoRun } from '../api/use-run-macro';
import {
  isTold,
  NOTHING_GIVEN,
  type Given,
  type MacroPreview,
  type MacroUndo,
  type UsableMacro,
} from '../macros';
import { MacroChanges } from './macro-changes';

export interface MacroTask {
  task_id: number;
  number: string;
}

interface MacroRunProps {
  task: MacroTask;
  macro: UsableMacro;
  onBack: () => void;
  onRan: (reply: string) => void;
}

const ASKED_AGAIN_AFTER_MS = 400;
const MAX_NOTES = 4000;
const MAX_VALUE = 2000;

/** What one macro would change, what it still wants to be told, and the button that runs it. */
export function MacroRun({ task, macro, onBack, onRan }: MacroRunProps) {
  const id = String(task.task_id);
  const [given, setGiven] = useState(NOTHING_GIVEN);
  const [asked] = useDebouncedValue(given, ASKED_AGAIN_AFTER_MS);
  const preview = useMacroPreview(id, macro.id, asked);
  const run = useRunMacro(id);
  const takeBack = useTakeBack(id, macro.name);

  function submit(event: SubmitEvent<HTMLFormElement>, seen: MacroPreview) {
    event.preventDefault();
    run.mutate(
      { macro: macro.id, seen, given },
      {
        onSuccess: ({ reply, undo }) => {
          tell(macro.name, task.number, seen, undo ? () => takeBack(undo) : null);
          onRan(reply);
        },
      },
    );
  }

  return (
    <QueryView query={preview}>
      {(seen) => (
        <form onSubmit={(event) => submit(event, seen)}>
          <Stack gap="sm">
            <FormFailure error={run.error} fields={['notes', ...needs(seen).map(inputOf)]} />
            <MacroChanges preview={seen} />
            <Wanted seen={seen} given={given} error={run.error} onChange={setGiven} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onBack} autoFocus={seen.blocked}>
                {t('macros.other')}
              </Button>
              <Button
                type="submit"
                loading={run.isPending}
                disabled={seen.blocked || !isTold(seen, given)}
                // The list that had the focus is gone, so what comes next takes it.
                autoFocus
              >
                {t(onlyText(seen) ? 'macros.insert' : 'macros.run')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </QueryView>
  );
}

const inputOf = (field: string) => `fields.${field}`;
// Asked for until the run, also once they are given and the service misses them no more.
const needs = (seen: MacroPreview) => seen.needs_fields;

function onlyText({ changes }: MacroPreview): boolean {
  return changes.length > 0 && changes.every(({ kind }) => kind === 'reply');
}

/** The dialog is closed by then, so nothing here would be called back. */
function useTakeBack(task: string, name: string) {
  const undo = useUndoRun(task);
  return ({ id }: MacroUndo) =>
    void undo.mutateAsync(id).then(() => showSuccess(t('macros.undone', { name })), showFailure);
}

function tell(name: string, number: string, seen: MacroPreview, undo: (() => void) | null) {
  const said = t(onlyText(seen) ? 'macros.inserted' : 'macros.ran', { name, number });
  if (undo) showUndo(said, undo);
  else showSuccess(said);
}

interface WantedProps {
  seen: MacroPreview;
  given: Given;
  error: unknown;
  onChange: (given: Given) => void;
}

function Wanted({ seen, given, error, onChange }: WantedProps) {
  const fields = [...new Set([...needs(seen), ...Object.keys(given.fields)])];
  return (
    <>
      {fields.map((name, index) => (
        <TextInput
          key={name}
          autoFocus={index === 0}
          label={readable(name)}
          maxLength={MAX_VALUE}
          required
          value={given.fields[name] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...given, fields: { ...given.fields, [name]: value } })
          }
          error={problemOf(error, inputOf(name))}
        />
      ))}
      {(seen.requires_comment || given.notes) && (
        <Textarea
          label={t('macros.comment')}
          description={t('macros.commentHint')}
          required={seen.requires_comment}
          autoFocus={fields.length === 0}
          maxLength={MAX_NOTES}
          autosize
          minRows={2}
          value={given.notes}
          onChange={({ currentTarget: { value } }) => onChange({ ...given, notes: value })}
          error={problemOf(error, 'notes')}
        />
      )}
    </>
  );
}
