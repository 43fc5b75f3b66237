import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t, tWord } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useCreateServiceClient } from '../api/use-service-clients';
import { SCOPES, type ServiceScope } from '../service-clients';
import { NewSecret } from './new-secret';

/** Makes a credential for a program, and shows its secret once. */
export function CreateClientDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateServiceClient();
  const [scopes, setScopes] = useState<string[]>([]);

  if (create.isSuccess) return <NewSecret client={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('serviceClients.create')}
      submit={t('apiKeys.submit')}
      incomplete={scopes.length === 0}
      pending={create.isPending}
      error={create.error}
      fields={['client_id', 'scopes']}
      onClose={onClose}
      onSubmit={(form) =>
        create.mutate({ client_id: textOf(form, 'client_id'), scopes: scopes as ServiceScope[] })
      }
    >
      <TextInput
        name="client_id"
        label={t('serviceClients.name')}
        description={t('serviceClients.nameHint')}
        pattern="[a-z][a-z0-9_\-]*"
        maxLength={100}
        required
        error={problemOf(create.error, 'client_id')}
        data-autofocus
      />
      <Checkbox.Group
        label={t('serviceClients.scopes')}
        value={scopes}
        onChange={setScopes}
        withAsterisk
        error={problemOf(create.error, 'scopes')}
      >
        <Stack gap={6} mt={4}>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={tWord('serviceClients.scope', scope.replace('.', '_'))}
              description={scope}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
