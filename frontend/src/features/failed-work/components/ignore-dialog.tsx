import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { useMomentOf } from '@/shared/hooks/use-moment-of';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';

import { useIgnore } from '../api/use-letter-actions';
import type { LetterDetail, Service } from '../failed-work';
import { Refusal } from './refusal';

interface IgnoreDialogProps {
  service: Service;
  letter: LetterDetail;
  onClose: () => void;
}

export function IgnoreDialog({ service, letter, onClose }: IgnoreDialogProps) {
  const ignore = useIgnore(service, letter.id);
  const { zone, momentOf } = useMomentOf();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    ignore.mutate(
      {
        reason: String(form.get('reason')).trim(),
        until: momentOf(String(form.get('until'))),
      },
      {
        onSuccess: () => {
          showSuccess(t('failedWork.ignored', { id: letter.id }));
          onClose();
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('failedWork.ignoreTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {ignore.isError && <Refusal error={ignore.error} />}
          <Textarea
            name="reason"
            label={t('failedWork.reason')}
            required
            maxLength={1000}
            autosize
            minRows={2}
            data-autofocus
          />
          <TextInput
            name="until"
            type="datetime-local"
            label={t('failedWork.until')}
            description={t('failedWork.untilHint', { zone })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={ignore.isPending}>
              {t('failedWork.ignoreTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
