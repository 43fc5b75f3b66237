import { Alert, Button, List } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

import type { SilentService } from '../api/use-causes';

interface SilentServicesProps {
  silent: SilentService[];
  onRetry: () => void;
}

/** The services whose failed work is missing from the list, each with the reason. */
export function SilentServices({ silent, onRetry }: SilentServicesProps) {
  if (silent.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="yellow"
      mb="md"
      icon={<IconPlugConnectedX size={18} />}
      title={t('failedWork.silent')}
    >
      <List size="sm">
        {silent.map(({ service, error }) => (
          <List.Item key={service}>
            {t('failedWork.silentService', {
              service: t(`system.service.${service}`),
              reason: error instanceof ApiError ? error.message : t('error.unexpected'),
            })}
          </List.Item>
        ))}
      </List>
      <Button
        variant="default"
        size="xs"
        mt="xs"
        leftSection={<IconRefresh size={14} />}
        onClick={onRetry}
      >
        {t('error.retry')}
      </Button>
    </Alert>
  );
}
