import { Button, Stack, Text } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { isSpent } from '@/shared/lib/api-error';
import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormFailure } from '@/shared/ui/form-failure';
import { LinkOutcome } from '@/shared/ui/link-outcome';
import { SecretInput } from '@/shared/ui/password-inputs';

import { useVerifyEmail } from '../api/use-verify-email';

/** Proves the address of a registration, and that its form was filled in by its reader. */
export function VerifyEmail({ token }: { token: string }) {
  const verify = useVerifyEmail(token);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    verify.mutate(rawTextOf(event.currentTarget, 'password'));
  }

  if (verify.isSuccess) {
    return (
      <LinkOutcome
        outcome="done"
        title={t('verifyEmail.done')}
        hint={t('verifyEmail.doneHint')}
        next={{ to: '/sign-in', label: t('signIn.title') }}
      />
    );
  }
  if (!token || isSpent(verify.error)) {
    return (
      <LinkOutcome
        outcome="spent"
        hint={t('verifyEmail.spentHint')}
        next={{ to: '/register', label: t('register.again') }}
      />
    );
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={verify.error} fields={['password']} />
        <Text size="sm">{t('verifyEmail.hint')}</Text>
        <SecretInput
          name="password"
          size="md"
          label={t('signIn.password')}
          autoComplete="current-password"
          error={problemOf(verify.error, 'password')}
        />
        <Button type="submit" size="md" loading={verify.isPending}>
          {t('verifyEmail.submit')}
        </Button>
      </Stack>
    </form>
  );
}
