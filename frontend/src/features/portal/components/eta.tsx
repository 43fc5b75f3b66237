import { Tooltip } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { useTimeZone } from '@/shared/hooks/use-time-zone';
import { t } from '@/shared/lib/i18n';
import { secondsUntil, zonedFormat } from '@/shared/lib/time';

const OVER = new Set(['resolved', 'closed', 'rejected', 'cancelled']);

/** Whether nothing more is to be expected of a ticket. */
export function isOver(status: string): boolean {
  return OVER.has(status);
}

const NEAR_SECONDS = 48 * 3600;
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const dayFormat = zonedFormat(DAY);
const timeFormat = zonedFormat({ ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

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
  const zone = useTimeZone();
  if (isOver(status)) return null;
  if (!eta || !latest) return <span>{t('eta.none')}</span>;
  if (secondsUntil(latest, now) < 0) return <span>{t('eta.longer')}</span>;

  return (
    <Tooltip label={t('eta.why', { from: absolute(eta), to: absolute(latest) })}>
      <time dateTime={latest}>{range(eta, latest, now, zone)}</time>
    </Tooltip>
  );
}

/** Hours are said only of what is near: of a week ahead nobody knows them. */
function range(eta: string, latest: string, now: number, zone: string | undefined): string {
  const near = secondsUntil(latest, now) < NEAR_SECONDS;
  const format = (near ? timeFormat : dayFormat)(zone);
  if (secondsUntil(eta, now) < 0) {
    return t('eta.by', { when: format.format(new Date(latest)) });
  }
  return t('eta.range', { span: format.formatRange(new Date(eta), new Date(latest)) });
}
