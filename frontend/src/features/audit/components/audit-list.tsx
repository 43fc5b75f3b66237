import { IconHistory } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';

import { useAudit } from '../api/use-audit';
import type { AuditFilter } from '../audit';
import { AuditRow } from './audit-row';

export function AuditList({ filter }: { filter: AuditFilter }) {
  const events = useAudit(filter);
  return (
    <PagedRows
      query={events}
      label={t('nav.audit')}
      empty={<EmptyState icon={IconHistory} title={t('audit.none')} hint={t('audit.noneHint')} />}
    >
      {(event) => <AuditRow key={event.id} event={event} />}
    </PagedRows>
  );
}
