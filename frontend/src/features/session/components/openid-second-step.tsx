import { Center, Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { ErrorState } from '@/shared/ui/error-state';

import { useFinishOpenId } from '../api/use-sign-in';
import { MailOpenIdCode } from './mail-code';
import { owedAfter, SecondStep, type Owed } from './second-step';

interface OpenIdSecondStepProps {
  onSignedIn: (recoveryCodes: string[]) => void;
  onStartAgain: () => void;
}

/** Goes on with somebody whom the organisation's provider has vouched for. */
export function OpenIdSecondStep({ onSignedIn, onStartAgain }: OpenIdSecondStepProps) {
  const finish = useFinishOpenId();
  const [owed, setOwed] = useState<Owed | null>(null);
  const begun = useRef(false);

  function attempt(otp: string | null) {
    finish.mutate(otp, {
      onSuccess: ({ recovery_codes: codes }) => onSignedIn(codes ?? []),
      onError: (error) => {
        const next = error instanceof ApiError ? owedAfter(error) : null;
        if (!next) return;
        setOwed(next);
        finish.reset();
      },
    });
  }

  // Asked without a code, the service says what it wants.
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    attempt(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (owed === null) {
    if (finish.isError) return <ErrorState error={finish.error} onRetry={onStartAgain} />;
    return (
      <Center>
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  return (
    <SecondStep
      owed={owed}
      pending={finish.isPending}
      error={finish.error}
      onCode={attempt}
      onStartAgain={onStartAgain}
      mailing={<MailOpenIdCode />}
    />
  );
}
