import { useSearchParams } from 'react-router';

import { ResetForm } from '@/features/passwords/components/reset-form';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function ResetPasswordPage() {
  const [params] = useSearchParams();
  return (
    <SignedOutPage title={t('resetPassword.title')}>
      <ResetForm token={params.get('token') ?? ''} />
    </SignedOutPage>
  );
}
