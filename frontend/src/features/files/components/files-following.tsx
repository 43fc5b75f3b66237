import { Button, Group, Stack, Text, Title } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { Uploads } from '../use-uploads';
import { TransferList } from './transfer-list';

interface FilesFollowingProps {
  number: string;
  uploads: Uploads;
  onGoOn: () => void;
}

/** A ticket that is in, while its files follow: whatever becomes of them, it is not lost. */
export function FilesFollowing({ number, uploads, onGoOn }: FilesFollowingProps) {
  const failed = uploads.transfers.some(({ state }) => state === 'failed');
  return (
    <Stack gap="md">
      <Title order={2} size="h4">
        {t('files.ticketIsIn', { number })}
      </Title>
      <Text size="sm" role="status">
        {t(failed ? 'files.someFailed' : 'files.beingSent')}
      </Text>
      <TransferList uploads={uploads} />
      <Group justify="flex-end">
        <Button variant={failed ? 'filled' : 'default'} onClick={onGoOn}>
          {t('files.goOn')}
        </Button>
      </Group>
    </Stack>
  );
}
