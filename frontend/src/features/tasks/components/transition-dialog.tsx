import { Fieldset, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowRight, IconFlag } from '@tabler/icons-react';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { readable, t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useSteps } from '../api/use-steps';
import { useTransition } from '../api/use-transition';
import { inWords } from '../in-words';
import type { Action, Task } from '../task';

interface TransitionDialogProps {
  task: Task;
  action: Action;
  version: number;
  onTaken?: () => void;
  onClose: () => void;
}

const MAX_NOTES = 4000;
const MAX_VALUE = 2000;

// The names of the form's inputs, and those that the service uses in its refusals.
const inputOf = (field: string) => `fields.${field}`;

/** Takes a way out of the step, with what the step wants to be told. */
export function TransitionDialog(props: TransitionDialogProps) {
  const { task, action, version, onTaken, onClose } = props;
  const { needs_fields: needed } = action;
  const transition = useTransition(String(task.task_id));
  const [notes, setNotes] = useState('');

  function submit(form: HTMLFormElement) {
    const filled = needed.map((field) => [field, textOf(form, inputOf(field))] as const);
    const fields = needed.length > 0 ? { fields: Object.fromEntries(filled) } : {};
    transition.mutate(
      { transition: action.transition, notes: notes.trim(), version, ...fields },
      {
        onSuccess: ({ number }) => {
          showSuccess(t('actions.taken', { action: action.label, number }));
          onClose();
          onTaken?.();
        },
      },
    );
  }

  return (
    <FormDialog
      title={action.label}
      submit={action.label}
      pending={transition.isPending}
      error={transition.error}
      fields={['notes', ...needed.map(inputOf)]}
      incomplete={action.requires_comment && notes.trim() === ''}
      dangerous={action.outcome === 'reject'}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhereTo task={task} to={action.to_step} />
      {action.tells && (
        <Text size="sm">
          {t('actions.tells', {
            system: action.tells.system.toUpperCase(),
            what: inWords(action.tells.request),
          })}
        </Text>
      )}
      {needed.length > 0 && <NeededFields names={needed} error={transition.error} />}
      <Textarea
        label={t('actions.comment')}
        description={t(
          action.requires_comment ? 'actions.commentRequired' : 'actions.commentOptional',
        )}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
        required={action.requires_comment}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={MAX_NOTES}
        data-autofocus={needed.length === 0 || undefined}
        error={problemOf(transition.error, 'notes')}
      />
    </FormDialog>
  );
}

function WhereTo({ task, to }: { task: Task; to: string | null }) {
  const { data: steps = [] } = useSteps(task);
  const step = steps.find(({ key }) => key === to)?.name ?? to;
  return (
    <Group gap={6} c="dimmed">
      {step ? <IconArrowRight size={16} aria-hidden /> : <IconFlag size={16} aria-hidden />}
      <Text size="sm">{step ? t('actions.leadsTo', { step }) : t('actions.endsWorkflow')}</Text>
    </Group>
  );
}

function NeededFields({ names, error }: { names: string[]; error: unknown }) {
  return (
    <Fieldset legend={t('fields.title')}>
      <Stack gap="xs">
        {names.map((name, index) => (
          <TextInput
            key={name}
            name={inputOf(name)}
            label={readable(name)}
            maxLength={MAX_VALUE}
            required
            data-autofocus={index === 0 || undefined}
            error={problemOf(error, inputOf(name))}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
