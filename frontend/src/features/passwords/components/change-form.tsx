import { Button, Stack } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormFailure } from '@/shared/ui/form-failure';
import { NewPasswordInput, SecretInput } from '@/shared/ui/password-inputs';

import { useChangePassword } from '../api/use-change-password';

const FIELDS = ['current_password', 'new_password'];

/** Changes one's own password. */
export function ChangePasswordForm() {
  const change = useChangePassword();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const body = {
      current_password: rawTextOf(form, 'current_password'),
      new_password: rawTextOf(form, 'new_password'),
    };
    change.mutate(body, {
      onSuccess: () => {
        form.reset();
        showSuccess(t('changePassword.done'));
      },
    });
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md" maw={420}>
        <FormFailure error={change.error} fields={FIELDS} />
        <SecretInput
          name="current_password"
          label={t('changePassword.current')}
          autoComplete="current-password"
          error={problemOf(change.error, 'current_password')}
        />
        <NewPasswordInput name="new_password" error={problemOf(change.error, 'new_password')} />
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('changePassword.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
