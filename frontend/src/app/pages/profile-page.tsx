import { AvailabilityView } from '@/features/availability/components/availability-view';
import { AddressForm } from '@/features/profile/components/address-form';
import { ExportButton } from '@/features/profile/components/export-button';
import { ProfileForm } from '@/features/profile/components/profile-form';
import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';
import { Section } from '@/shared/ui/section';

import { ProfileTabs } from './profile-tabs';

export function ProfilePage() {
  return (
    <Page title={t('nav.profile')} narrow>
      <ProfileTabs />
      <Section title={t('profile.title')}>
        <ProfileForm />
      </Section>
      <Section title={t('availability.title')} hint={t('availability.hint')}>
        <AvailabilityView user={useSession().id} />
      </Section>
      <Section title={t('address.title')}>
        <AddressForm />
      </Section>
      <Section title={t('profile.data')} hint={t('profile.dataHint')}>
        <ExportButton />
      </Section>
    </Page>
  );
}
