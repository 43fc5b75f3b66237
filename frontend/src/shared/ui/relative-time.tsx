import { Tooltip } from '@mantine/core';

import { useNow } from '@/shared/hooks/use-now';
import { formatAbsolute, formatRelative } from '@/shared/lib/time';

/** "5 min ago"; the date, time and zone show on hover. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <Tooltip label={formatAbsolute(at)}>
      <time dateTime={at}>{formatRelative(at, now)}</time>
    </Tooltip>
  );
}
