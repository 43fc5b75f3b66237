import { Tooltip } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { formatRelative } from '@/shared/lib/time';

/** "5 min ago"; the date, time and zone show on hover. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const absolute = useFormatAbsolute();
  return (
    <Tooltip label={absolute(at)}>
      <time dateTime={at}>{formatRelative(at, now)}</time>
    </Tooltip>
  );
}
