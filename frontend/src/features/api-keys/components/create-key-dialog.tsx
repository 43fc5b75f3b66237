import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useCreateApiKey } from '../api/use-change-api-key';
import { LIFETIMES, SCOPES, type Scope } from '../api-keys';
import { LifetimeSelect } from './lifetime-select';
import { NewKey } from './new-key';

const FIELDS = ['name', 'scopes', 'expires_at'];

/** Makes a key for a program, and shows it once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiKey();
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState<number>(LIFETIMES[0]);

  if (create.isSuccess) return <NewKey apiKey={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('apiKeys.create')}
      submit={t('apiKeys.submit')}
      incomplete={scopes.length === 0}
      pending={create.isPending}
      error={create.error}
      fields={FIELDS}
      onClose={onClose}
      onSubmit={(form) =>
        create.mutate({ name: textOf(form, 'name'), scopes: scopes as Scope[], days })
      }
    >
      <TextInput
        name="name"
        label={t('apiKeys.name')}
        description={t('apiKeys.nameHint')}
        maxLength={100}
        required
        error={problemOf(create.error, 'name')}
        data-autofocus
      />
      <Checkbox.Group
        label={t('apiKeys.scopes')}
        value={scopes}
        onChange={setScopes}
        withAsterisk
        error={problemOf(create.error, 'scopes')}
      >
        <Stack gap="xs" mt={4}>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={tWord('apiKeys.scope', scope.replace('.', '_'))}
              description={scope}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <LifetimeSelect
        days={days}
        onChange={setDays}
        error={problemOf(create.error, 'expires_at')}
      />
    </FormDialog>
  );
}
