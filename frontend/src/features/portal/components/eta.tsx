import { Tooltip } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { formatRelative, secondsUntil } from '@/shared/lib/time';

const OVER = new Set(['resolved', 'closed', 'rejected', 'cancelled']);

interface EtaProps {
  /** When half of such requests are done. */
  eta: string | null | undefined;
  /** When nine of ten are. */
  latest: string | null | undefined;
  status: string;
}

/** When an answer can be expected, said honestly: a range, that it takes longer, or nothing. */
export function Eta({ eta, latest, status }: EtaProps) {
  const now = useNow();
  const absolute = useFormatAbsolute();
  if (OVER.has(status)) return null;
  if (!eta || !latest) return <span>{t('eta.none')}</span>;
  if (secondsUntil(latest, now) < 0) return <span>{t('eta.longer')}</span>;

  return (
    <Tooltip label={t('eta.why', { from: absolute(eta), to: absolute(latest) })}>
      <time dateTime={latest}>{range(eta, latest, now)}</time>
    </Tooltip>
  );
}

function range(eta: string, latest: string, now: number): string {
  const from = formatRelative(eta, now);
  const to = formatRelative(latest, now);
  if (secondsUntil(eta, now) < 0 || from === to) return t('eta.by', { when: to });
  return t('eta.range', { from, to });
}
