import { Button, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { ReactNode, SubmitEvent } from 'react';

import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { SecretInput } from '@/shared/ui/password-inputs';

import { useMailCode, useMailOpenIdCode } from '../api/use-mail-code';

interface MailCodeProps {
  username: string;
  /** Asked for when it is not known yet. */
  password?: string;
}

/** Has a code mailed, and says so. */
export function MailCode({ username, password }: MailCodeProps) {
  const mail = useMailCode(username);
  return (
    <MailForm mail={mail} onSubmit={(form) => mail.mutate(password ?? rawTextOf(form, 'password'))}>
      {password === undefined && (
        <SecretInput name="password" label={t('signIn.password')} autoComplete="current-password" />
      )}
    </MailForm>
  );
}

/** The same for somebody who came back from the organisation's provider. */
export function MailOpenIdCode() {
  const mail = useMailOpenIdCode();
  return <MailForm mail={mail} onSubmit={() => mail.mutate()} />;
}

interface MailFormProps {
  mail: { error: unknown; isPending: boolean; isSuccess: boolean };
  onSubmit: (form: HTMLFormElement) => void;
  children?: ReactNode;
}

function MailForm({ mail, onSubmit, children }: MailFormProps) {
  function onSubmitEvent(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(event.currentTarget);
  }

  return (
    <form onSubmit={onSubmitEvent}>
      <Stack gap="sm">
        <FormFailure error={mail.error} />
        {children}
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
