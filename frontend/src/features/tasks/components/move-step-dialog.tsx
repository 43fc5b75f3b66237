import { Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FactList } from '@/shared/ui/fact-list';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useMove, useMoveEffect } from '../api/use-move';
import { useSteps } from '../api/use-steps';
import type { MoveEffect, Task } from '../task';

const MAX_REASON = 4000;

/** Puts a task at another step; whose work ends and what becomes of the clock is shown before. */
export function MoveStepDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { data: steps = [] } = useSteps(task);
  const move = useMove(String(task.task_id));
  const [step, setStep] = useState<string | null>(null);

  function submit(form: HTMLFormElement) {
    if (!step) return;
    move.mutate(
      { step, reason: textOf(form, 'reason'), version: task.version },
      {
        onSuccess: () => {
          showSuccess(t('directing.moved', { number: task.number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('directing.moveTitle', { number: task.number })}
      submit={t('directing.moveSubmit')}
      pending={move.isPending}
      error={move.error}
      fields={['step', 'reason']}
      incomplete={step === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('directing.step')}
        data={steps
          .filter(({ key }) => key !== task.current_step)
          .map(({ key, name }) => ({ value: key, label: name }))}
        value={step}
        onChange={setStep}
        allowDeselect={false}
        required
        data-autofocus
        error={problemOf(move.error, 'step')}
      />
      {step && <Foreseen task={task} step={step} />}
      <Textarea
        name="reason"
        label={t('directing.reason')}
        required
        maxLength={MAX_REASON}
        autosize
        minRows={2}
        error={problemOf(move.error, 'reason')}
      />
    </FormDialog>
  );
}

function Foreseen({ task, step }: { task: Task; step: string }) {
  const effect = useMoveEffect(task, step);
  return (
    <div role="status">
      <QueryView query={effect}>{(known) => <Effect effect={known} />}</QueryView>
    </div>
  );
}

function Effect({ effect }: { effect: MoveEffect }) {
  const change = useChange();
  return (
    <>
      <FactList
        facts={[
          { label: t('directing.ends'), value: effect.ends_work_of.join(', ') },
          {
            label: t('directing.goesTo'),
            value: effect.assigned_user_names.join(', ') || t('person.nobody'),
          },
          {
            label: t('directing.taskDue'),
            value: change(effect.sla_deadline_before, effect.sla_deadline),
          },
          {
            label: t('directing.stepDue'),
            value: change(effect.step_deadline_before, effect.step_deadline),
          },
        ]}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('directing.kept')}
      </Text>
    </>
  );
}

function useChange(): (before: string | null, after: string | null) => string {
  const absolute = useFormatAbsolute();
  const due = (at: string | null) => (at ? absolute(at) : t('directing.noDate'));
  return (before, after) => {
    const [was, becomes] = [due(before), due(after)];
    return was === becomes ? was : t('directing.change', { before: was, after: becomes });
  };
}
