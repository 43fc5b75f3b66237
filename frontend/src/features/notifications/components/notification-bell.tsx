import { ActionIcon, Indicator, Popover, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';

import { t } from '@/shared/lib/i18n';
import { WORK_CHANGED } from '@/shared/lib/work-changed';

import { useNotificationStream } from '../api/use-notification-stream';
import { useNotifications } from '../api/use-notifications';

const NotificationList = lazy(async () => ({
  default: (await import('./notification-list')).NotificationList,
}));

export function NotificationBell() {
  const queryClient = useQueryClient();
  const [opened, { close, toggle }] = useDisclosure(false);
  const { data } = useNotifications(false);
  useNotificationStream(() => void queryClient.invalidateQueries({ queryKey: WORK_CHANGED }));

  const unread = data?.unread_count ?? 0;
  const label = t('notifications.bell', { count: unread });
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      offset={10}
      width="min(400px, 100vw)"
      shadow="lg"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <Indicator
            label={unread > 99 ? '99+' : unread}
            disabled={unread === 0}
            size={16}
            offset={6}
            color="red.7"
          >
            <ActionIcon size="lg" aria-label={label} aria-expanded={opened} onClick={toggle}>
              <IconBell size={19} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')}>
        <Suspense>
          <NotificationList onDone={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
