import { useSearchParams } from 'react-router';

import { readFilter, writeFilter } from '@/features/audit/audit';
import { AuditFilters } from '@/features/audit/components/audit-filters';
import { AuditList } from '@/features/audit/components/audit-list';
import { ExportMenu } from '@/features/audit/components/export-menu';
import { VerifyCard } from '@/features/audit/components/verify-card';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function AuditPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  return (
    <Page title={t('nav.audit')} actions={<ExportMenu filter={filter} />}>
      <VerifyCard key={filter.audit} filter={filter} />
      <AuditFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <AuditList filter={filter} />
    </Page>
  );
}
