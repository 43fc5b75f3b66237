import { Alert } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { secondsUntil } from '@/shared/lib/time';

import type { Gap } from '../board';

interface GapBannerProps {
  role: string;
  gaps: readonly Gap[];
}

/** Says when within the next day nobody of a role will be there. */
export function GapBanner({ role, gaps }: GapBannerProps) {
  const now = useNow();
  const absolute = useFormatAbsolute();
  const [first] = gaps;
  if (!first) return null;
  const begun = secondsUntil(first.starts_at, now) <= 0;
  return (
    <Alert
      mb="md"
      color="orange"
      icon={<IconUserOff size={18} aria-hidden />}
      title={t(begun ? 'board.gapNow' : 'board.gap', { role })}
    >
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {gaps.map((gap) => (
          <li key={gap.starts_at}>
            {t('board.gapSpan', {
              from: absolute(gap.starts_at),
              to: absolute(gap.ends_at),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
