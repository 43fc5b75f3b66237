import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';

import { rawTextOf, textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { SecretInput } from '@/shared/ui/password-inputs';

import type { Credentials } from '../api/use-sign-in';

interface PasswordFormProps {
  pending: boolean;
  /** Why the last attempt failed. */
  failure: string | null;
  onSubmit: (credentials: Credentials) => void;
}

export function PasswordForm({ pending, failure, onSubmit }: PasswordFormProps) {
  // For the page that mails a new one, so that it need not be typed twice.
  const [username, setUsername] = useState('');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    onSubmit({ username: textOf(form, 'username'), password: rawTextOf(form, 'password') });
  }

  return (
    <form onSubmit={submit} aria-label={t('signIn.title')}>
      <Stack gap="md">
        {failure && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />} title={failure} />
        )}
        <TextInput
          name="username"
          onChange={(event) => setUsername(event.currentTarget.value)}
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          size="md"
        />
        <SecretInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          size="md"
        />
        <Button type="submit" size="md" loading={pending} fullWidth>
          {t('signIn.submit')}
        </Button>
        <Anchor component={Link} to="/forgot-password" state={{ username }} size="sm" ta="center">
          {t('signIn.forgot')}
        </Anchor>
      </Stack>
    </form>
  );
}
