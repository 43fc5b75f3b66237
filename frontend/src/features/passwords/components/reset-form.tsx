import { Button, Stack } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { isSpent } from '@/shared/lib/api-error';
import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormFailure } from '@/shared/ui/form-failure';
import { LinkOutcome } from '@/shared/ui/link-outcome';
import { NewPasswordInput } from '@/shared/ui/password-inputs';

import { useResetPassword } from '../api/use-reset-password';

/** Sets a new password with the token of a mailed link. */
export function ResetForm({ token }: { token: string }) {
  const reset = useResetPassword(token);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    reset.mutate(rawTextOf(event.currentTarget, 'new_password'));
  }

  if (reset.isSuccess) {
    return (
      <LinkOutcome
        outcome="done"
        title={t('resetPassword.done')}
        hint={t('resetPassword.doneHint')}
        next={{ to: '/sign-in', label: t('signIn.title') }}
      />
    );
  }
  if (!token || isSpent(reset.error)) {
    return (
      <LinkOutcome
        outcome="spent"
        hint={t('resetPassword.spentHint')}
        next={{ to: '/forgot-password', label: t('resetPassword.newLink') }}
      />
    );
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={reset.error} fields={['new_password']} />
        <NewPasswordInput
          name="new_password"
          autoFocus
          size="md"
          error={problemOf(reset.error, 'new_password')}
        />
        <Button type="submit" size="md" loading={reset.isPending}>
          {t('resetPassword.submit')}
        </Button>
      </Stack>
    </form>
  );
}
