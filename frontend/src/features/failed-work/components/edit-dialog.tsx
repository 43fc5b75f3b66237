import { Button, Group, JsonInput, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';

import { useEditAndRetry } from '../api/use-letter-actions';
import { parsePayload, type LetterDetail, type Service } from '../failed-work';
import { Refusal } from './refusal';

interface EditDialogProps {
  service: Service;
  letter: LetterDetail;
  onClose: () => void;
}

export function EditDialog({ service, letter, onClose }: EditDialogProps) {
  const retry = useEditAndRetry(service, letter.id);
  const [text, setText] = useState(() => JSON.stringify(letter.kwargs ?? {}, null, 2));
  const { payload, problem } = readPayload(text);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!payload) return;
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    retry.mutate(
      { kwargs: payload, reason },
      {
        onSuccess: () => {
          showSuccess(t('failedWork.edited', { id: letter.id }));
          onClose();
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('failedWork.editTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {retry.isError && <Refusal error={retry.error} />}
          <JsonInput
            label={t('failedWork.payload')}
            description={t('failedWork.editHint')}
            value={text}
            onChange={setText}
            error={problem}
            autosize
            minRows={10}
            maxRows={24}
            data-autofocus
          />
          <Textarea
            name="reason"
            label={t('failedWork.reason')}
            required
            maxLength={1000}
            autosize
            minRows={2}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={retry.isPending} disabled={!payload}>
              {t('failedWork.editTitle')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function readPayload(text: string) {
  try {
    const payload = parsePayload(text);
    return { payload, problem: payload ? null : t('failedWork.notObject') };
  } catch (error) {
    const problem = error instanceof SyntaxError ? error.message : String(error);
    return { payload: null, problem: t('failedWork.notJson', { problem }) };
  }
}
