import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { ApiError, isStale } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { asSentence } from '@/shared/lib/problem-of';

interface FormFailureProps {
  /** Nothing is shown without one. */
  error: unknown;
  /** Fields of the form that say themselves what is wrong with them. */
  fields?: readonly string[];
  /** In place of the service's own words. */
  title?: string;
}

/** Why a form was refused, above its fields; problems of fields it does not have are listed. */
export function FormFailure({ error, fields = [], title }: FormFailureProps) {
  if (!error) return null;
  if (isStale(error)) return <Stale refusal={error} />;
  const known = error instanceof ApiError ? error : null;
  const others = known?.details.filter(({ field }) => !fields.includes(field)) ?? [];
  const named = known !== null && known.details.length > others.length;

  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={title ?? (named ? t('form.checkFields') : (known?.message ?? t('error.unexpected')))}
    >
      {others.length > 0 && (
        <List size="sm">
          {others.map(({ field, message }) => (
            <List.Item key={field + message}>{asSentence(`${field} ${message}`)}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/** Somebody else changed it first: who, and what they did. */
function Stale({ refusal }: { refusal: ApiError }) {
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconAlertTriangle size={18} />}
      title={t('actions.changed')}
    >
      <Text size="sm">{refusal.message}</Text>
      <List size="sm" my={4}>
        {refusal.details.map(({ message }) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
      <Text size="sm">{t('actions.reloaded')}</Text>
    </Alert>
  );
}
