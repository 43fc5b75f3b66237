import { Button, Stack, Text, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';

import { rawTextOf, textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { useSession } from '@/shared/lib/session';
import { FormFailure } from '@/shared/ui/form-failure';
import { SecretInput } from '@/shared/ui/password-inputs';

import { useNewAddress } from '../api/use-new-address';

/** Has a link mailed to a new address. */
export function AddressForm() {
  const session = useSession();
  const ask = useNewAddress();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const body = { email: textOf(form, 'email'), password: rawTextOf(form, 'password') };
    ask.mutate(body, { onSuccess: () => form.reset() });
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md" maw={420}>
        <FormFailure error={ask.error} fields={['email', 'password']} />
        <Text size="sm">{t('address.present', { email: session.email })}</Text>
        <TextInput
          name="email"
          type="email"
          label={t('address.new')}
          autoComplete="email"
          maxLength={254}
          required
          withAsterisk={false}
          error={problemOf(ask.error, 'email')}
        />
        <SecretInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          error={problemOf(ask.error, 'password')}
        />
        <div>
          <Button type="submit" loading={ask.isPending}>
            {t('address.submit')}
          </Button>
        </div>
        <Text size="sm" role="status">
          {ask.isSuccess && t('address.sent')}
        </Text>
      </Stack>
    </form>
  );
}
