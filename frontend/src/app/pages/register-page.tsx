import { RegisterForm } from '@/features/registrations/components/register-form';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function RegisterPage() {
  return (
    <SignedOutPage title={t('register.title')}>
      <RegisterForm />
    </SignedOutPage>
  );
}
