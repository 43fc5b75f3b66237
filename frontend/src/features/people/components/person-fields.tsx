import { TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';

import type { Person } from '../people';

export const PERSON_FIELDS = ['full_name', 'username', 'email', 'department'] as const;

interface PersonFieldsProps {
  person?: Person;
  error: unknown;
}

/** Name, user name, address and department of somebody. */
export function PersonFields({ person, error }: PersonFieldsProps) {
  return (
    <>
      <TextInput
        name="full_name"
        label={t('account.fullName')}
        defaultValue={person?.full_name}
        maxLength={200}
        required
        error={problemOf(error, 'full_name')}
        data-autofocus
      />
      <TextInput
        name="username"
        label={t('account.username')}
        defaultValue={person?.username}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={150}
        required
        error={problemOf(error, 'username')}
      />
      <TextInput
        name="email"
        type="email"
        label={t('account.email')}
        defaultValue={person?.email}
        maxLength={254}
        required
        error={problemOf(error, 'email')}
      />
      <TextInput
        name="department"
        label={t('account.department')}
        defaultValue={person?.department}
        maxLength={100}
        error={problemOf(error, 'department')}
      />
    </>
  );
}
