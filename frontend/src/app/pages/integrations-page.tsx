import { IntegrationList } from '@/features/integrations/components/integration-list';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function IntegrationsPage() {
  return (
    <Page title={t('nav.integrations')}>
      <IntegrationList />
    </Page>
  );
}
