import { Button, Group, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { ApiKeyList } from '@/features/api-keys/components/api-key-list';
import { CreateKeyDialog } from '@/features/api-keys/components/create-key-dialog';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';
import { SearchInput } from '@/shared/ui/search-input';

export function ApiKeysPage() {
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const admin = isAdmin(useSession());
  const search = params.get('search') ?? '';
  const withRevoked = params.get('revoked') === 'yes';

  function show(text: string, revoked: boolean) {
    const query = { ...(text && { search: text }), ...(revoked && { revoked: 'yes' }) };
    setParams(query, { replace: true });
  }

  return (
    <Page
      title={t('nav.apiKeys')}
      actions={
        admin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('apiKeys.create')}
          </Button>
        )
      }
    >
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('apiKeys.search')}
          value={search}
          onSearch={(text) => show(text, withRevoked)}
        />
        <Switch
          label={t('apiKeys.withRevoked')}
          checked={withRevoked}
          onChange={(event) => show(search, event.currentTarget.checked)}
        />
      </Group>
      <ApiKeyList search={search} withRevoked={withRevoked} />
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
