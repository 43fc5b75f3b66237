import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

/** Why the service refused, field by field. */
export function Refusal({ error }: { error: Error }) {
  const known = error instanceof ApiError ? error : null;
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={known?.message ?? t('error.unexpected')}
    >
      {known && known.details.length > 0 && (
        <List size="sm">
          {known.details.map(({ field, message }) => (
            <List.Item key={field + message}>{t('failedWork.field', { field, message })}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
