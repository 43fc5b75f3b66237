import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

import { useSignIn } from '../api/use-sign-in';

function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.code === 'OTP_REQUIRED') return t('signIn.otpNeeded');
  if (error.status === 401 || error.status === 400) return t('signIn.wrong');
  if (error.status === 429) return t('signIn.slowDown');
  return error.message;
}

export function SignInForm() {
  const signIn = useSignIn();
  const [otpNeeded, setOtpNeeded] = useState(false);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const otp = String(form.get('otp') ?? '').trim();
    signIn.mutate(
      {
        username: String(form.get('username')).trim(),
        password: String(form.get('password')),
        ...(otp && { otp }),
      },
      {
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'OTP_REQUIRED') setOtpNeeded(true);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} aria-label={t('signIn.title')}>
      <Stack gap="md">
        {signIn.isError && (
          <Alert
            role="alert"
            color={otpNeeded ? 'azure' : 'red'}
            icon={<IconAlertTriangle size={18} />}
            title={failureText(signIn.error)}
          />
        )}
        <TextInput
          name="username"
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          size="md"
        />
        <PasswordInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.togglePassword'), tabIndex: 0 }}
        />
        {otpNeeded && (
          <TextInput
            name="otp"
            label={t('signIn.otp')}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            required
            withAsterisk={false}
            size="md"
          />
        )}
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
