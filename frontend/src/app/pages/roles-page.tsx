import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { SystemDialog } from '@/features/roles/components/system-dialog';
import { SystemList } from '@/features/roles/components/system-list';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

export function RolesPage() {
  const [adding, setAdding] = useState(false);
  const admin = isAdmin(useSession());
  return (
    <Page
      title={t('nav.roles')}
      actions={
        admin && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => setAdding(true)}
          >
            {t('roles.createSystem')}
          </Button>
        )
      }
    >
      <SystemList />
      {adding && <SystemDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
