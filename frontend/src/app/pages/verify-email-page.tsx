import { useSearchParams } from 'react-router';

import { VerifyEmail } from '@/features/registrations/components/verify-email';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function VerifyEmailPage() {
  const [params] = useSearchParams();
  return (
    <SignedOutPage title={t('verifyEmail.title')}>
      <VerifyEmail token={params.get('token') ?? ''} />
    </SignedOutPage>
  );
}
