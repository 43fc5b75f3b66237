import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { ApiError } from '@/shared/lib/api-error';
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
