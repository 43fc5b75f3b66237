import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';

import { useMailSetupCode } from '../api/use-second-factor-setup';
import { codeFailure } from '../failures';
import type { Method } from '../second-factor';
import { CodeInput } from './code-form';
import { TotpSecret } from './totp-secret';

interface MethodSetupProps {
  methods: Method[];
  /** Of somebody who is not signed in yet. */
  token?: string;
  submit: string;
  pending: boolean;
  error: unknown;
  onCode: (otp: string, method: Method) => void;
}

/** Sets up one of the methods: an app or the mailbox, and a code that proves that it works. */
export function MethodSetup({ methods, token, submit, pending, error, onCode }: MethodSetupProps) {
  const [method, setMethod] = useState<Method>(methods[0] ?? 'totp');

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onCode(textOf(event.currentTarget, 'otp'), method);
  }

  return (
    <Stack gap="md">
      {methods.length > 1 && (
        <SegmentedControl
          aria-label={t('secondFactor.method')}
          value={method}
          onChange={(value) => setMethod(value as Method)}
          data={methods.map((value) => ({ value, label: t(`secondFactor.from.${value}`) }))}
        />
      )}
      {method === 'totp' ? <TotpSecret token={token} /> : <MailboxSetup token={token} />}
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          <FormFailure error={error} title={codeFailure(error)} fields={['otp']} />
          <CodeInput key={method} />
          <Button type="submit" loading={pending} fullWidth>
            {submit}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}

function MailboxSetup({ token }: { token?: string }) {
  const mail = useMailSetupCode(token);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.mailSetup')}</Text>
      <FormFailure error={mail.error} />
      <Button
        variant="default"
        leftSection={<IconMail size={16} />}
        loading={mail.isPending}
        onClick={() => mail.mutate()}
      >
        {t(mail.isSuccess ? 'secondFactor.mailAgain' : 'secondFactor.mail')}
      </Button>
      <Text size="sm" role="status">
        {mail.isSuccess && t('secondFactor.mailed')}
      </Text>
    </Stack>
  );
}
