import { Button } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { InvitationFilters } from '@/features/invitations/components/invitation-filters';
import { InvitationList } from '@/features/invitations/components/invitation-list';
import { InviteDialog } from '@/features/invitations/components/invite-dialog';
import { readFilter, writeFilter } from '@/features/invitations/invitations';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { Page } from '@/shared/ui/page';

import { PeopleTabs } from './people-tabs';

export function InvitationsPage() {
  const [params, setParams] = useSearchParams();
  const [inviting, setInviting] = useState(false);
  const admin = isAdmin(useSession());
  const filter = readFilter(params);
  return (
    <Page
      title={t('nav.invitations')}
      actions={
        admin && (
          <Button leftSection={<IconMailPlus size={16} />} onClick={() => setInviting(true)}>
            {t('invitations.create')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <InvitationFilters
        filter={filter}
        onChange={(next) => setParams(writeFilter(next), { replace: true })}
      />
      <InvitationList filter={filter} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
