import { Button, Stack, Text, TextInput } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import type { SubmitEvent } from 'react';

import { rawTextOf, textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { EmptyState } from '@/shared/ui/empty-state';
import { FormFailure } from '@/shared/ui/form-failure';
import { NewPasswordInput } from '@/shared/ui/password-inputs';

import { useRegister } from '../api/use-register';

const FIELDS = ['full_name', 'email', 'department', 'password'];

/** Asks for an account of an employee: a mail proves the address, then an Admin decides. */
export function RegisterForm() {
  const register = useRegister();

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    register.mutate({
      full_name: textOf(form, 'full_name'),
      email: textOf(form, 'email'),
      department: textOf(form, 'department'),
      password: rawTextOf(form, 'password'),
    });
  }

  if (register.isSuccess) {
    return (
      <div role="status">
        <EmptyState
          icon={IconMailForward}
          title={t('register.sent')}
          hint={t('register.sentHint')}
        />
      </div>
    );
  }
  const problem = (field: string) => problemOf(register.error, field);
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <FormFailure error={register.error} fields={FIELDS} />
        <Text size="sm" c="dimmed">
          {t('register.hint')}
        </Text>
        <TextInput
          name="full_name"
          label={t('account.fullName')}
          autoComplete="name"
          maxLength={200}
          required
          autoFocus
          error={problem('full_name')}
        />
        <TextInput
          name="email"
          type="email"
          label={t('account.email')}
          autoComplete="email"
          maxLength={254}
          required
          error={problem('email')}
        />
        <TextInput
          name="department"
          label={t('account.department')}
          maxLength={100}
          error={problem('department')}
        />
        <NewPasswordInput
          name="password"
          label={t('signIn.password')}
          withAsterisk
          error={problem('password')}
        />
        <Button type="submit" size="md" loading={register.isPending}>
          {t('register.submit')}
        </Button>
      </Stack>
    </form>
  );
}
