import { Alert, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { TaskDetail } from '../task';

/** Why work on a task stands still, who said so, and until when. */
export function HoldNote({ hold }: { hold: NonNullable<TaskDetail['hold']> }) {
  return (
    <Alert
      role="note"
      variant="light"
      color="gray"
      icon={<IconPlayerPause size={18} aria-hidden />}
      title={t('holding.held', { label: hold.label, name: hold.by_name })}
    >
      {hold.note && <Text size="sm">{hold.note}</Text>}
      <Text size="sm" c="dimmed">
        {hold.until ? (
          <>
            {t('holding.goesOn')} <RelativeTime at={hold.until} />
          </>
        ) : (
          t('holding.resumed')
        )}{' '}
        {t(hold.stops_clock ? 'holding.clockStands' : 'holding.clockRuns')}
      </Text>
    </Alert>
  );
}
