import { Button, Group, Text } from '@mantine/core';
import { IconEyeOff, IconPencil, IconRefresh, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useAssign, useRetry } from '../api/use-letter-actions';
import { choicesFor, mayAct, type LetterDetail, type Service } from '../failed-work';
import { EditDialog } from './edit-dialog';
import { IgnoreDialog } from './ignore-dialog';

interface LetterActionsProps {
  service: Service;
  letter: LetterDetail;
}

export function LetterActions({ service, letter }: LetterActionsProps) {
  const session = useSession();
  const [dialog, setDialog] = useState<'edit' | 'ignore' | null>(null);
  if (!mayAct(session)) {
    return (
      <Text size="sm" c="dimmed">
        {t('failedWork.readOnly')}
      </Text>
    );
  }
  const choices = choicesFor(letter);
  const close = () => setDialog(null);

  return (
    <Group gap="xs">
      {choices.retry && <RetryButton service={service} letter={letter} />}
      {choices.edit && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => setDialog('edit')}
        >
          {t('failedWork.edit')}
        </Button>
      )}
      {choices.ignore && (
        <Button
          variant="default"
          leftSection={<IconEyeOff size={16} />}
          onClick={() => setDialog('ignore')}
        >
          {t('failedWork.ignore')}
        </Button>
      )}
      {letter.assigned_to !== session.id && <AssignButton service={service} letter={letter} />}
      {dialog === 'edit' && <EditDialog service={service} letter={letter} onClose={close} />}
      {dialog === 'ignore' && <IgnoreDialog service={service} letter={letter} onClose={close} />}
    </Group>
  );
}

function RetryButton({ service, letter }: LetterActionsProps) {
  const retry = useRetry(service, letter.id);
  return (
    <Button
      leftSection={<IconRefresh size={16} />}
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: () => showSuccess(t('failedWork.retried', { id: letter.id })),
          onError: showFailure,
        })
      }
    >
      {t('failedWork.retry')}
    </Button>
  );
}

function AssignButton({ service, letter }: LetterActionsProps) {
  const session = useSession();
  const assign = useAssign(service, letter.id);
  return (
    <Button
      variant="default"
      leftSection={<IconUserPlus size={16} />}
      loading={assign.isPending}
      onClick={() =>
        assign.mutate(session.id, {
          onSuccess: () => showSuccess(t('failedWork.assigned', { id: letter.id })),
          onError: showFailure,
        })
      }
    >
      {t('failedWork.assign')}
    </Button>
  );
}
