import { NativeSelect, Text, Textarea } from '@mantine/core';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useEnding, type Ending } from '../api/use-ending';
import { useSteps } from '../api/use-steps';
import type { Task } from '../task';

interface EndingDialogProps {
  task: Task;
  act: Ending;
  onClose: () => void;
}

const DONE = {
  reopen: 'directing.reopened',
  close: 'directing.closed',
  cancel: 'directing.cancelled',
} as const;
const MAX_REASON = 4000;

/** Asks why a task is ended, closed for good or taken up again, and does it. */
export function EndingDialog({ task, act, onClose }: EndingDialogProps) {
  const ending = useEnding(String(task.task_id), act);
  const { number } = task;

  function submit(form: HTMLFormElement) {
    ending.mutate(
      { version: task.version, reason: textOf(form, 'reason'), step: textOf(form, 'step') },
      {
        onSuccess: () => {
          showSuccess(t(DONE[act], { number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t(`directing.${act}Title`, { number })}
      submit={t(`directing.${act}Submit`)}
      pending={ending.isPending}
      error={ending.error}
      fields={['reason', 'step']}
      dangerous={act !== 'reopen'}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t(`directing.${act}Hint`)}</Text>
      {act === 'reopen' && <StepSelect task={task} error={problemOf(ending.error, 'step')} />}
      <Textarea
        name="reason"
        label={t('directing.reason')}
        required={act !== 'close'}
        maxLength={MAX_REASON}
        autosize
        minRows={2}
        data-autofocus
        error={problemOf(ending.error, 'reason')}
      />
    </FormDialog>
  );
}

function StepSelect({ task, error }: { task: Task; error?: string }) {
  const { data: steps = [] } = useSteps(task);
  return (
    <NativeSelect
      name="step"
      label={t('directing.step')}
      data={[
        { value: '', label: t('directing.lastStep') },
        ...steps.map(({ key, name }) => ({ value: key, label: name })),
      ]}
      error={error}
    />
  );
}
