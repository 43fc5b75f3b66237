import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';

import { t } from './i18n';

const SHOWN_MS = 12_000;

/** Say what happened, with a way back. */
export function showUndo(message: string, onUndo: () => void): void {
  const id = notifications.show({
    closeButtonProps: { 'aria-label': t('common.close') },
    color: 'teal',
    icon: <IconCheck size={16} />,
    autoClose: SHOWN_MS,
    message: (
      <Group justify="space-between" gap="xs">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {t('board.undo')}
        </Button>
      </Group>
    ),
  });
}
