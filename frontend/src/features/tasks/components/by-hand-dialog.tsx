import { Button, Group, Modal, NativeSelect, Stack, Textarea } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useActions } from '../api/use-actions';
import { useResolve } from '../api/use-resolve';
import type { TaskDetail } from '../task';

interface ByHandDialogProps {
  task: TaskDetail;
  onClose: () => void;
}

/** Take one of the step's ways out in the place of the other system, for a reason. */
export function ByHandDialog({ task, onClose }: ByHandDialogProps) {
  const actions = useActions(String(task.task_id));
  const resolve = useResolve(String(task.task_id));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    resolve.mutate(
      {
        action: 'complete',
        version: task.version,
        transition: String(form.get('transition')),
        reason: String(form.get('reason')).trim(),
      },
      {
        onSuccess: ({ number }) => {
          showSuccess(t('external.wasByHand', { number }));
          onClose();
        },
        onError: showFailure,
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('external.byHandTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <NativeSelect
            name="transition"
            label={t('external.way')}
            data={(actions.data?.actions ?? []).map(({ transition, label }) => ({
              value: transition,
              label,
            }))}
          />
          <Textarea
            name="reason"
            label={t('external.reason')}
            required
            maxLength={4000}
            autosize
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={resolve.isPending} disabled={!actions.data}>
              {t('external.byHandTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
