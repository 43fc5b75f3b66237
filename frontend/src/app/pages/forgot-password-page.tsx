import { ForgotForm } from '@/features/passwords/components/forgot-form';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function ForgotPasswordPage() {
  return (
    <SignedOutPage title={t('forgotPassword.title')}>
      <ForgotForm />
    </SignedOutPage>
  );
}
