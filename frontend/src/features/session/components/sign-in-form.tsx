import { Stack } from '@mantine/core';
import { useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';

import { useSignIn, type Credentials } from '../api/use-sign-in';
import { openIdFailure, owesSecondFactor, signInFailure } from '../failures';
import { MailCode } from './mail-code';
import { OpenIdButton } from './openid-button';
import { OpenIdSecondStep } from './openid-second-step';
import { PasswordForm } from './password-form';
import { owedAfter, SecondStep, type Owed } from './second-step';

interface SignInFormProps {
  /** Recovery codes are to be shown when a second factor was just set up. */
  onSignedIn: (recoveryCodes: string[]) => void;
  /** The code with which a sign-in at the organisation's provider came back. */
  openIdCode?: string | null;
}

/** From the password over a code, or the set-up of a second factor, to a session. */
export function SignInForm({ onSignedIn, openIdCode = null }: SignInFormProps) {
  const [vouchedFor, setVouchedFor] = useState(owesSecondFactor(openIdCode));
  if (vouchedFor) {
    return <OpenIdSecondStep onSignedIn={onSignedIn} onStartAgain={() => setVouchedFor(false)} />;
  }
  return <ByPassword onSignedIn={onSignedIn} openIdCode={openIdCode} />;
}

function ByPassword({ onSignedIn, openIdCode = null }: SignInFormProps) {
  const signIn = useSignIn();
  const [known, setKnown] = useState<{ owed: Owed; credentials: Credentials } | null>(null);

  function attempt({ username, password, otp }: Credentials) {
    signIn.mutate(otp === undefined ? { username, password } : { username, password, otp }, {
      onSuccess: ({ recovery_codes: codes }) => onSignedIn(codes ?? []),
      onError: (error) => {
        const owed = error instanceof ApiError ? owedAfter(error) : null;
        if (!owed) return;
        setKnown({ owed, credentials: { username, password } });
        signIn.reset();
      },
    });
  }

  function startAgain() {
    setKnown(null);
    signIn.reset();
  }

  if (known === null) {
    const early = openIdCode && !signIn.isPending ? openIdFailure(openIdCode) : null;
    return (
      <Stack gap="md">
        <PasswordForm
          pending={signIn.isPending}
          failure={signIn.isError ? signInFailure(signIn.error) : early}
          onSubmit={attempt}
        />
        <OpenIdButton />
      </Stack>
    );
  }
  return (
    <SecondStep
      owed={known.owed}
      pending={signIn.isPending}
      error={signIn.error}
      onCode={(otp) => attempt({ ...known.credentials, otp })}
      onStartAgain={startAgain}
      mailing={<MailCode {...known.credentials} />}
    />
  );
}
