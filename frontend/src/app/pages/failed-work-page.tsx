import { useSearchParams } from 'react-router';

import { CauseList } from '@/features/failed-work/components/cause-list';
import { FailedWorkFilters } from '@/features/failed-work/components/failed-work-filters';
import { readFilter, writeFilter } from '@/features/failed-work/failed-work';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function FailedWorkPage() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);

  return (
    <Page title={t('nav.failedWork')}>
      <FailedWorkFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <CauseList filter={filter} />
    </Page>
  );
}
