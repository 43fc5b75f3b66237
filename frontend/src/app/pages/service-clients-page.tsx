import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { CreateClientDialog } from '@/features/service-clients/components/create-client-dialog';
import { ServiceClientList } from '@/features/service-clients/components/service-client-list';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

export function ServiceClientsPage() {
  const [creating, setCreating] = useState(false);
  const admin = isAdmin(useSession());
  return (
    <Page
      title={t('nav.serviceClients')}
      actions={
        admin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('serviceClients.create')}
          </Button>
        )
      }
    >
      <ServiceClientList />
      {creating && <CreateClientDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
