import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { CreatePersonDialog } from '@/features/people/components/create-person-dialog';
import { PeopleFilters } from '@/features/people/components/people-filters';
import { PeopleList } from '@/features/people/components/people-list';
import { readFilter, writeFilter } from '@/features/people/people';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

import { PeopleTabs } from './people-tabs';

export function PeoplePage() {
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const admin = isAdmin(useSession());
  const filter = readFilter(params);

  return (
    <Page
      title={t('nav.people')}
      actions={
        admin && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setCreating(true)}>
            {t('accounts.create')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <PeopleFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <PeopleList filter={filter} />
      {creating && <CreatePersonDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
