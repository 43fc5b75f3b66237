import { t } from '@/shared/lib/i18n';
import { LinkTabs } from '@/shared/ui/link-tabs';

export function ProfileTabs() {
  return (
    <LinkTabs
      label={t('nav.profile')}
      tabs={[
        { to: '/profile', label: t('profile.title') },
        { to: '/profile/security', label: t('security.title') },
      ]}
    />
  );
}
