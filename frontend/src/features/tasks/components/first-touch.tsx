import { Text } from '@mantine/core';

import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { formatDuration, secondsUntil } from '@/shared/lib/time';

/** How long its person may let work lie before somebody else gets it. */
export function FirstTouch({ until }: { until: string }) {
  const left = secondsUntil(until, useNow());
  return (
    <Text size="sm" c={left > 0 ? 'dimmed' : 'red'} role="timer" className="tabular">
      {left > 0 ? t('begin.within', { time: formatDuration(left) }) : t('begin.over')}
    </Text>
  );
}
