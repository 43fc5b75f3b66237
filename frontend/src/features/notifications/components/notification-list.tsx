import { Button, Group, ScrollArea, SegmentedControl, Skeleton, Stack, Title } from '@mantine/core';
import { IconBellOff, IconChecks } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';

import { useMarkAllRead } from '../api/use-mark-all-read';
import { useNotifications } from '../api/use-notifications';
import { NotificationRow } from './notification-row';

type Shown = 'all' | 'unread';

export function NotificationList({ onDone }: { onDone: () => void }) {
  const [shown, setShown] = useState<Shown>('all');
  const notifications = useNotifications(shown === 'unread');
  const markAllRead = useMarkAllRead();
  const unread = notifications.data?.unread_count ?? 0;

  return (
    <>
      <Group justify="space-between" px="md" pt="sm" pb="xs">
        <Title order={2} size="h3">
          {t('notifications.title')}
        </Title>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconChecks size={15} />}
          disabled={unread === 0}
          loading={markAllRead.isPending}
          onClick={() => markAllRead.mutate(undefined, { onError: showFailure })}
        >
          {t('notifications.markAllRead')}
        </Button>
      </Group>
      <Group px="md" pb="xs">
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          aria-label={t('notifications.show')}
          data={[
            { value: 'all', label: t('notifications.all') },
            { value: 'unread', label: t('notifications.unread', { count: unread }) },
          ]}
        />
      </Group>
      <ScrollArea.Autosize mah="min(520px, 70vh)">
        <Rows notifications={notifications} onDone={onDone} />
      </ScrollArea.Autosize>
    </>
  );
}

interface RowsProps {
  notifications: ReturnType<typeof useNotifications>;
  onDone: () => void;
}

function Rows({ notifications, onDone }: RowsProps) {
  if (notifications.isPending) {
    return (
      <Stack p="md" gap="sm">
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} height={52} />
        ))}
      </Stack>
    );
  }
  if (notifications.isError) {
    return <ErrorState error={notifications.error} onRetry={() => void notifications.refetch()} />;
  }
  if (notifications.data.results.length === 0) {
    return (
      <EmptyState
        icon={IconBellOff}
        title={t('notifications.empty')}
        hint={t('notifications.emptyHint')}
      />
    );
  }
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {notifications.data.results.map((notification) => (
        <NotificationRow key={notification.id} notification={notification} onDone={onDone} />
      ))}
    </ul>
  );
}
