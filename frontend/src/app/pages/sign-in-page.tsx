import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';

import { useMe } from '@/features/session/api/use-me';
import { useEnter } from '@/features/session/api/use-sign-in';
import { useSignInOptions } from '@/features/session/api/use-sign-in-options';
import { RecoveryCodes } from '@/features/session/components/recovery-codes';
import { SignInForm } from '@/features/session/components/sign-in-form';
import { t } from '@/shared/lib/i18n';

import { safeNext } from '../safe-next';
import { SignedOutPage } from './signed-out-page';

export function SignInPage() {
  const me = useMe();
  const enter = useEnter();
  const [params] = useSearchParams();
  // They are shown once: nobody is taken away from them before saying so.
  const [codes, setCodes] = useState<string[]>([]);

  function onSignedIn(recoveryCodes: string[]) {
    setCodes(recoveryCodes);
    if (recoveryCodes.length === 0) void enter();
  }

  if (codes.length > 0) {
    return (
      <SignedOutPage title={t('signIn.title')} footer={<></>}>
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            setCodes([]);
            void enter();
          }}
        />
      </SignedOutPage>
    );
  }
  if (me.data) return <Navigate to={safeNext(params.get('next'))} replace />;
  return (
    <SignedOutPage title={t('signIn.title')} footer={<NoAccount />}>
      <SignInForm onSignedIn={onSignedIn} openIdCode={params.get('openid')} />
    </SignedOutPage>
  );
}

function NoAccount() {
  const options = useSignInOptions();
  if (!options.data?.registration) return t('signIn.help');
  return (
    <>
      {t('signIn.helpOr')}{' '}
      <Anchor component={Link} to="/register" size="sm" underline="always">
        {t('signIn.register')}
      </Anchor>
    </>
  );
}
