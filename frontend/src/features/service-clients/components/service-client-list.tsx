import { Badge, Button } from '@mantine/core';
import { IconCircleCheck, IconCircleOff, IconRobot } from '@tabler/icons-react';
import { useState } from 'react';

import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { useChangeServiceClient, useServiceClients } from '../api/use-service-clients';
import { isOwn, type ServiceClient } from '../service-clients';
import { RevokeClientDialog } from './revoke-client-dialog';
import { RotateClientDialog } from './rotate-client-dialog';

export function ServiceClientList() {
  const clients = useServiceClients();
  return (
    <PagedRows
      query={clients}
      label={t('nav.serviceClients')}
      empty={
        <EmptyState
          icon={IconRobot}
          title={t('serviceClients.none')}
          hint={t('serviceClients.hint')}
        />
      }
    >
      {(client) => <ClientRow key={client.client_id} client={client} />}
    </PagedRows>
  );
}

function ClientRow({ client }: { client: ServiceClient }) {
  const now = useNow();
  const admin = isAdmin(useSession());
  const former = client.former_until;
  return (
    <Row
      title={client.client_id}
      badges={
        <>
          <StateBadge active={client.is_active !== false} />
          {isOwn(client) && <Badge color="gray">{t('serviceClients.own')}</Badge>}
        </>
      }
      facts={[
        client.scopes.join(', '),
        client.created_at && (
          <>
            {t('serviceClients.since')} <RelativeTime at={client.created_at} />
          </>
        ),
        former && Date.parse(former) > now && (
          <>
            {t('serviceClients.formerUntil')} <RelativeTime at={former} />
          </>
        ),
      ]}
    >
      {admin && !isOwn(client) && <ClientActions client={client} />}
    </Row>
  );
}

function StateBadge({ active }: { active: boolean }) {
  const IconComponent = active ? IconCircleCheck : IconCircleOff;
  return (
    <Badge color={active ? 'teal' : 'gray'} leftSection={<IconComponent size={13} aria-hidden />}>
      {t(active ? 'serviceClients.active' : 'serviceClients.revokedState')}
    </Badge>
  );
}

function ClientActions({ client }: { client: ServiceClient }) {
  const [dialog, setDialog] = useState<'rotate' | 'revoke' | null>(null);
  const change = useChangeServiceClient(client.client_id);
  const close = () => setDialog(null);
  const name = client.client_id;
  if (client.is_active === false) {
    return (
      <Button
        size="xs"
        variant="default"
        aria-label={t('serviceClients.restoreOf', { name })}
        loading={change.isPending}
        onClick={() =>
          change.mutate(
            { is_active: true },
            {
              onSuccess: () => showSuccess(t('serviceClients.restored', { name })),
              onError: showFailure,
            },
          )
        }
      >
        {t('serviceClients.restore')}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t('serviceClients.rotateOf', { name })}
        onClick={() => setDialog('rotate')}
      >
        {t('apiKeys.rotate')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('serviceClients.revokeOf', { name })}
        onClick={() => setDialog('revoke')}
      >
        {t('apiKeys.revoke')}
      </Button>
      {dialog === 'rotate' && <RotateClientDialog name={name} onClose={close} />}
      {dialog === 'revoke' && <RevokeClientDialog name={name} onClose={close} />}
    </>
  );
}
