import { useSearchParams } from 'react-router';

import { ConfirmAddress } from '@/features/profile/components/confirm-address';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function ConfirmEmailPage() {
  const [params] = useSearchParams();
  return (
    <SignedOutPage title={t('address.confirmTitle')}>
      <ConfirmAddress token={params.get('token') ?? ''} />
    </SignedOutPage>
  );
}
