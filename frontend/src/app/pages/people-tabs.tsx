import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { LinkTabs } from '@/shared/ui/link-tabs';

/** People, and the two ways in which they come. */
export function PeopleTabs() {
  const session = useSession();
  // Managers look at people only.
  if (!hasRole(session, 'Admin', 'Auditor')) return null;
  return (
    <LinkTabs
      label={t('nav.people')}
      tabs={[
        { to: '/people', label: t('nav.people') },
        { to: '/people/registrations', label: t('nav.registrations') },
        { to: '/people/invitations', label: t('nav.invitations') },
      ]}
    />
  );
}
