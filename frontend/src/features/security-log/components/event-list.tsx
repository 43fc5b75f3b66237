import { IconShieldSearch } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';

import { useSecurityLog } from '../api/use-security-log';
import type { LogFilter } from '../security-log';
import { EventRow } from './event-row';

export function EventList({ filter }: { filter: LogFilter }) {
  const events = useSecurityLog(filter);
  return (
    <PagedRows
      query={events}
      label={t('nav.securityLog')}
      empty={
        <EmptyState
          icon={IconShieldSearch}
          title={t('securityLog.none')}
          hint={t('securityLog.noneHint')}
        />
      }
    >
      {(event) => <EventRow key={event.id} event={event} />}
    </PagedRows>
  );
}
