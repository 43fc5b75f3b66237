import { Button, Stack, Text } from '@mantine/core';

import { isSpent } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { LinkOutcome } from '@/shared/ui/link-outcome';

import { useVerifyEmail } from '../api/use-verify-email';

/** Proves the address of a registration. A button, since programs that scan mail open links too. */
export function VerifyEmail({ token }: { token: string }) {
  const verify = useVerifyEmail(token);

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
    <Stack gap="md">
      <FormFailure error={verify.error} />
      <Text size="sm">{t('verifyEmail.hint')}</Text>
      <Button size="md" loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('verifyEmail.submit')}
      </Button>
    </Stack>
  );
}
