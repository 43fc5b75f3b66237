import { Button, Modal, Stack } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { ShownOnce } from '@/shared/ui/shown-once';

import type { NewServiceClient } from '../service-clients';

interface NewSecretProps {
  client: NewServiceClient;
  onClose: () => void;
}

/** A secret that was just made; it cannot be shown again, so only the button closes this. */
export function NewSecret({ client, onClose }: NewSecretProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t('serviceClients.made', { name: client.client_id })}
    >
      <Stack gap="md">
        <ShownOnce
          label={t('serviceClients.secret')}
          warning={t('serviceClients.once')}
          lines={[client.client_secret]}
        />
        <Button onClick={onClose}>{t('secondFactor.kept')}</Button>
      </Stack>
    </Modal>
  );
}
