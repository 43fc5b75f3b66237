import { useSearchParams } from 'react-router';

import { AcceptInvitation } from '@/features/invitations/components/accept-invitation';
import { t } from '@/shared/lib/i18n';

import { SignedOutPage } from './signed-out-page';

export function AcceptInvitationPage() {
  const [params] = useSearchParams();
  return (
    <SignedOutPage title={t('acceptInvitation.title')}>
      <AcceptInvitation token={params.get('token') ?? ''} />
    </SignedOutPage>
  );
}
