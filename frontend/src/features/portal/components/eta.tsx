import { Tooltip } from '@mantine/core';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { formatRelative, secondsUntil } from '@/shared/lib/time';

const OVER = new Set(['resolved', 'closed', 'rejected', 'cancelled']);

/** When an answer is due, said honestly: also that it is late, or that nothing is promised. */
export function Eta({ eta, status }: { eta: string | null | undefined; status: string }) {
  const now = useNow();
  const absolute = useFormatAbsolute();
  if (OVER.has(status)) return null;
  if (!eta) return <span>{t('eta.none')}</span>;

  const late = secondsUntil(eta, now) < 0;
  const when = formatRelative(eta, now);
  return (
    <Tooltip label={absolute(eta)}>
      <time dateTime={eta}>{late ? t('eta.late', { when }) : t('eta.due', { when })}</time>
    </Tooltip>
  );
}
