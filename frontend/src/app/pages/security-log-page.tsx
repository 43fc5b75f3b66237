import { useSearchParams } from 'react-router';

import { EventList } from '@/features/security-log/components/event-list';
import { LogFilters } from '@/features/security-log/components/log-filters';
import { readFilter, writeFilter } from '@/features/security-log/security-log';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function SecurityLogPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  return (
    <Page title={t('nav.securityLog')}>
      <LogFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <EventList filter={filter} />
    </Page>
  );
}
