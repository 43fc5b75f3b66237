import { CoverageView } from '@/features/coverage/components/coverage-view';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

import { TriageTabs } from './triage-tabs';

export function CoveragePage() {
  return (
    <Page title={t('coverage.title')}>
      <TriageTabs />
      <CoverageView />
    </Page>
  );
}
