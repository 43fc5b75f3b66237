import { Alert, Button, Group, List } from '@mantine/core';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { asSentence } from '@/shared/lib/problem-of';

import { isHeldBack } from '../api/use-send-comment';

/** Why a comment did not go out; its text is still there. */
export function NotSent({ error }: { error: unknown }) {
  if (!error || isHeldBack(error)) return null;
  const known = error instanceof ApiError ? error : null;
  const details = known?.details.map(({ field, message }) => asSentence(`${field} ${message}`));
  return (
    <Alert color="red" p="xs" mb={6} role="alert" title={t('composer.notSent')}>
      {details?.length ? details.join(' ') : (known?.message ?? t('error.unexpected'))}
    </Alert>
  );
}

interface HeldProps {
  error: unknown;
  onSendAnyway: () => void;
  onReview: () => void;
}

/** Others wrote since: their words first, then the decision. */
export function Held({ error, onSendAnyway, onReview }: HeldProps) {
  if (!isHeldBack(error)) return null;
  return (
    <Alert
      color="yellow"
      p="xs"
      mb={6}
      role="alert"
      title={t('composer.held', { count: error.details.length })}
    >
      <List size="sm">
        {error.details.map(({ message }) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
      <Group gap="xs" mt={6}>
        <Button size="compact-sm" onClick={onReview} data-autofocus>
          {t('composer.review')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onSendAnyway}>
          {t('composer.sendAnyway')}
        </Button>
      </Group>
    </Alert>
  );
}

interface ConfirmOpenProps {
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asked once: the requester will read this. */
export function ConfirmOpen({ onConfirm, onCancel }: ConfirmOpenProps) {
  return (
    <Alert color="yellow" p="xs" mb={6} role="alert" title={t('composer.confirmTitle')}>
      <Group gap="xs" mt={4}>
        <Button size="compact-sm" onClick={onConfirm}>
          {t('composer.confirm')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Alert>
  );
}
