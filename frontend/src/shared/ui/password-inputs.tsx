import { PasswordInput, type PasswordInputProps } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

/** A password to be typed; what is typed can be shown, so once is enough. */
export function SecretInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('form.togglePassword'), tabIndex: 0 }}
      {...props}
    />
  );
}

/** A new password, with what makes one good. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <SecretInput
      label={t('form.newPassword')}
      description={t('form.passwordHint')}
      autoComplete="new-password"
      maxLength={128}
      {...props}
    />
  );
}
