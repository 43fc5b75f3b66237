import { t } from '@/shared/lib/i18n';
import { LinkTabs } from '@/shared/ui/link-tabs';

/** Which workflow takes what, and what none takes. */
export function TriageTabs() {
  return (
    <LinkTabs
      label={t('coverage.title')}
      tabs={[
        { to: '/unrouted', label: t('nav.unrouted') },
        { to: '/coverage', label: t('nav.coverage') },
      ]}
    />
  );
}
