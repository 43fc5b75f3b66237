import { Button, Stack } from '@mantine/core';
import { useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

import { useSignIn, type Credentials } from '../api/use-sign-in';
import { openIdFailure, signInFailure } from '../failures';
import { enrolmentTokenOf, sourcesOf, type CodeSource } from '../second-factor';
import { CodeForm } from './code-form';
import { EnrolmentForm } from './enrolment-form';
import { MailCode } from './mail-code';
import { OpenIdButton } from './openid-button';
import { PasswordForm } from './password-form';

type Stage =
  | { name: 'password' }
  | { name: 'code'; sources: CodeSource[]; credentials: Credentials }
  | { name: 'enrolment'; token: string; credentials: Credentials };

interface SignInFormProps {
  /** Recovery codes are to be shown when a second factor was just set up. */
  onSignedIn: (recoveryCodes: string[]) => void;
  /** The code with which a sign-in at the organisation's provider came back. */
  openIdCode?: string | null;
}

/** From the password over a code, or the set-up of a second factor, to a session. */
export function SignInForm({ onSignedIn, openIdCode = null }: SignInFormProps) {
  const signIn = useSignIn();
  const [stage, setStage] = useState<Stage>({ name: 'password' });

  function attempt(credentials: Credentials) {
    signIn.mutate(credentials, {
      onSuccess: ({ recovery_codes: codes }) => onSignedIn(codes ?? []),
      onError: (error) => {
        const next = error instanceof ApiError ? stageAfter(error, credentials) : null;
        if (!next) return;
        setStage(next);
        signIn.reset();
      },
    });
  }

  function startAgain() {
    setStage({ name: 'password' });
    signIn.reset();
  }

  if (stage.name === 'password') {
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
  const { credentials } = stage;
  const sendCode = (otp: string) => attempt({ ...credentials, otp });
  return (
    <Stack gap="md">
      {stage.name === 'enrolment' ? (
        <EnrolmentForm
          token={stage.token}
          pending={signIn.isPending}
          error={signIn.error}
          onCode={sendCode}
        />
      ) : (
        <CodeForm
          sources={stage.sources}
          submit={t('signIn.submit')}
          pending={signIn.isPending}
          error={signIn.error}
          onCode={sendCode}
          mailing={<MailCode {...credentials} />}
        />
      )}
      <Button variant="subtle" onClick={startAgain}>
        {t('signIn.startAgain')}
      </Button>
    </Stack>
  );
}

/** Where a refusal leads that came after the right password; null for every other one. */
function stageAfter(error: ApiError, { username, password }: Credentials): Stage | null {
  const credentials = { username, password };
  if (error.code === 'OTP_REQUIRED') {
    return { name: 'code', sources: sourcesOf(error), credentials };
  }
  const token = error.code === 'ENROLMENT_REQUIRED' ? enrolmentTokenOf(error) : null;
  return token === null ? null : { name: 'enrolment', token, credentials };
}
