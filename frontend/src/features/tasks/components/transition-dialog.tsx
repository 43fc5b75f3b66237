import { Alert, Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconFlag } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';

import { useTransition } from '../api/use-transition';
import type { Action } from '../task';

interface TransitionDialogProps {
  taskId: string;
  action: Action;
  version: number;
  onTaken?: () => void;
  onClose: () => void;
}

export function TransitionDialog(props: TransitionDialogProps) {
  const { taskId, action, version, onTaken, onClose } = props;
  const transition = useTransition(taskId);
  const [notes, setNotes] = useState('');
  const missing = action.requires_comment && notes.trim() === '';

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (missing) return;
    transition.mutate(
      { transition: action.transition, notes: notes.trim(), version },
      {
        onSuccess: (task) => {
          showSuccess(t('actions.taken', { action: action.label, number: task.number }));
          onClose();
          onTaken?.();
        },
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={action.label}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group gap={6} c="dimmed">
            {action.to_step ? <IconArrowRight size={16} /> : <IconFlag size={16} />}
            <Text size="sm">
              {action.to_step
                ? t('actions.leadsTo', { step: action.to_step })
                : t('actions.endsWorkflow')}
            </Text>
          </Group>
          {transition.isError && <Refusal error={transition.error} />}
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
            maxLength={4000}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color={action.outcome === 'reject' ? 'red' : undefined}
              loading={transition.isPending}
              disabled={missing}
            >
              {action.label}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Why a transition was refused; after somebody else's change also what they did. */
function Refusal({ error }: { error: Error }) {
  const known = error instanceof ApiError ? error : null;
  const conflict = known?.status === 409;

  return (
    <Alert
      role="alert"
      color={conflict ? 'yellow' : 'red'}
      icon={<IconAlertTriangle size={18} />}
      title={conflict ? t('actions.changed') : (known?.message ?? t('error.unexpected'))}
    >
      {conflict && <Text size="sm">{known.message}</Text>}
      {known && known.details.length > 0 && (
        <List size="sm" mt={4}>
          {known.details.map((detail) => (
            <List.Item key={detail.field + detail.message}>{detail.message}</List.Item>
          ))}
        </List>
      )}
      {conflict && (
        <Text size="sm" mt={4}>
          {t('actions.reloaded')}
        </Text>
      )}
    </Alert>
  );
}
