import { Button, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { SubmitEvent } from 'react';

import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { SecretInput } from '@/shared/ui/password-inputs';

import { useMailCode } from '../api/use-mail-code';

interface MailCodeProps {
  username: string;
  /** Asked for when it is not known yet. */
  password?: string;
}

/** Has a code mailed, and says so. */
export function MailCode({ username, password }: MailCodeProps) {
  const mail = useMailCode(username);

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    mail.mutate(password ?? rawTextOf(event.currentTarget, 'password'));
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        <FormFailure error={mail.error} />
        {password === undefined && (
          <SecretInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
          />
        )}
        <Button
          type="submit"
          variant="default"
          leftSection={<IconMail size={16} />}
          loading={mail.isPending}
        >
          {t(mail.isSuccess ? 'secondFactor.mailAgain' : 'secondFactor.mail')}
        </Button>
        <Text size="sm" role="status">
          {mail.isSuccess && t('secondFactor.mailed')}
        </Text>
      </Stack>
    </form>
  );
}
