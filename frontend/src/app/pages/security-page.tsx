import { ChangePasswordForm } from '@/features/passwords/components/change-form';
import { SecondFactorSettings } from '@/features/session/components/second-factor-settings';
import { EndAllButton, SessionList } from '@/features/sessions/components/session-list';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { Section } from '@/shared/ui/section';

import { ProfileTabs } from './profile-tabs';

export function SecurityPage() {
  return (
    <Page title={t('nav.profile')} narrow>
      <ProfileTabs />
      <Section title={t('changePassword.title')} hint={t('changePassword.hint')}>
        <ChangePasswordForm />
      </Section>
      <Section title={t('secondFactor.title')} hint={t('secondFactor.what')}>
        <SecondFactorSettings />
      </Section>
      <Section
        title={t('sessions.title')}
        hint={t('sessions.hint')}
        actions={<EndAllButton owner="me" />}
      >
        <SessionList owner="me" />
      </Section>
    </Page>
  );
}
