import { Button, Stack, Text, TextInput } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import type { SubmitEvent } from 'react';
import { useLocation } from 'react-router';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { EmptyState } from '@/shared/ui/empty-state';
import { FormFailure } from '@/shared/ui/form-failure';

import { useForgotPassword } from '../api/use-forgot-password';

/**
 * Sends a link to whoever forgot the password; nothing tells whether there is an account.
 *
 * The name may have been typed before, on the page for signing in.
 */
export function ForgotForm() {
  const ask = useForgotPassword();
  const { username } = (useLocation().state ?? {}) as { username?: string };

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    ask.mutate(textOf(event.currentTarget, 'login'));
  }

  if (ask.isSuccess) {
    return (
      <div role="status">
        <EmptyState
          icon={IconMailForward}
          title={t('forgotPassword.sent')}
          hint={t('forgotPassword.sentHint')}
          action={
            <Button variant="light" onClick={() => ask.reset()}>
              {t('forgotPassword.again')}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={ask.error} fields={['username', 'email']} />
        <Text size="sm" c="dimmed">
          {t('forgotPassword.hint')}
        </Text>
        <TextInput
          name="login"
          defaultValue={username}
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          withAsterisk={false}
          autoFocus
          size="md"
          error={problemOf(ask.error, 'email') ?? problemOf(ask.error, 'username')}
        />
        <Button type="submit" size="md" loading={ask.isPending}>
          {t('forgotPassword.send')}
        </Button>
      </Stack>
    </form>
  );
}
