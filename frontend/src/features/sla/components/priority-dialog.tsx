import { Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FactList } from '@/shared/ui/fact-list';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useChangePriority } from '../api/use-change-priority';
import { usePriorityEffect } from '../api/use-priority-effect';
import { PRIORITIES, type ClockedTask, type Effect, type Priority } from '../clock';

/** Another priority: the new due time is shown before anybody confirms it. */
export function PriorityDialog({ task, onClose }: { task: ClockedTask; onClose: () => void }) {
  const [priority, setPriority] = useState<Priority | null>(null);
  const change = useChangePriority(task);
  const choices = PRIORITIES.filter((word) => word !== task.priority);

  function submit(form: HTMLFormElement) {
    if (!priority) return;
    change.mutate(
      { priority, reason: textOf(form, 'reason') },
      {
        onSuccess: () => {
          showSuccess(t('clock.prioritised', { number: task.number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('clock.priorityTitle')}
      submit={t('clock.prioritySubmit')}
      pending={change.isPending}
      error={change.error}
      fields={['reason', 'priority']}
      incomplete={priority === null}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('clock.priorityNew')}
        data={choices.map((word) => ({ value: word, label: tWord('priority', word) }))}
        value={priority}
        onChange={(word) => setPriority(word as Priority | null)}
        allowDeselect={false}
        required
        data-autofocus
        error={problemOf(change.error, 'priority')}
      />
      {priority && <PriorityEffect task={task} priority={priority} />}
      <Textarea
        name="reason"
        label={t('clock.reason')}
        required
        maxLength={300}
        autosize
        minRows={2}
        error={problemOf(change.error, 'reason')}
      />
    </FormDialog>
  );
}

function PriorityEffect({ task, priority }: { task: ClockedTask; priority: Priority }) {
  const effect = usePriorityEffect(task, priority);
  return (
    <div role="status">
      <QueryView query={effect}>{(data) => <Told effect={data} />}</QueryView>
    </div>
  );
}

function Told({ effect: { before, after } }: { effect: Effect }) {
  const absolute = useFormatAbsolute();
  const due = (at: string | null) => (at ? absolute(at) : t('clock.noDate'));
  return (
    <>
      <FactList
        facts={[
          { label: t('clock.effectNow'), value: due(before.deadline) },
          { label: t('clock.effectThen'), value: <strong>{due(after.deadline)}</strong> },
        ]}
      />
      {after.state === 'breached' && (
        <Text size="sm" c="red">
          {t('clock.effectLate')}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {t('clock.priorityKept')}
      </Text>
    </>
  );
}
