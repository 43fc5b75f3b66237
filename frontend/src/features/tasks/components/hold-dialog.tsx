import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useHold } from '../api/use-hold';
import type { Task } from '../task';

interface HoldDialogProps {
  task: Task;
  onClose: () => void;
}

export function HoldDialog({ task, onClose }: HoldDialogProps) {
  const hold = useHold(String(task.task_id));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    hold.mutate(
      { version: task.version, reason },
      {
        onSuccess: () => {
          showSuccess(t('actions.held', { number: task.number }));
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
      title={t('actions.holdTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            name="reason"
            label={t('actions.holdReason')}
            description={t('actions.holdHint')}
            required
            maxLength={300}
            autosize
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={hold.isPending}>
              {t('actions.holdTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
