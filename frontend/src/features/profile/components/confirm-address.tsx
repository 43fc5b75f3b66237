import { Button, Stack, Text } from '@mantine/core';

import { isSpent } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { FormFailure } from '@/shared/ui/form-failure';
import { LinkOutcome } from '@/shared/ui/link-outcome';

import { useConfirmAddress } from '../api/use-new-address';

/** Makes the address one's own that a link was sent to. */
export function ConfirmAddress({ token }: { token: string }) {
  const confirm = useConfirmAddress(token);

  if (confirm.isSuccess) {
    return (
      <LinkOutcome
        outcome="done"
        title={t('address.done')}
        hint={t('address.doneHint')}
        next={{ to: '/', label: t('link.goOn') }}
      />
    );
  }
  if (!token || isSpent(confirm.error)) {
    return (
      <LinkOutcome
        outcome="spent"
        hint={t('address.spentHint')}
        next={{ to: '/profile', label: t('nav.profile') }}
      />
    );
  }
  return (
    <Stack gap="md">
      <FormFailure error={confirm.error} />
      <Text size="sm">{t('address.confirmHint')}</Text>
      <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t('address.confirm')}
      </Button>
    </Stack>
  );
}
