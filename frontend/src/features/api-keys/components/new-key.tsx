import { Button, Modal, Stack } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { ShownOnce } from '@/shared/ui/shown-once';

import type { NewApiKey } from '../api-keys';

interface NewKeyProps {
  apiKey: NewApiKey;
  onClose: () => void;
}

/** A key that was just made; it cannot be shown again, so only the button closes this. */
export function NewKey({ apiKey, onClose }: NewKeyProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t('apiKeys.made', { name: apiKey.name })}
    >
      <Stack gap="md">
        <ShownOnce label={t('apiKeys.key')} warning={t('apiKeys.once')} lines={[apiKey.key]} />
        <Button onClick={onClose}>{t('secondFactor.kept')}</Button>
      </Stack>
    </Modal>
  );
}
