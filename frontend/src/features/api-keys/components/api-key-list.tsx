import { Badge, Button, Code } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClockX, IconKey, type Icon } from '@tabler/icons-react';
import { useState } from 'react';

import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { useApiKeys } from '../api/use-api-keys';
import { stateOf, type ApiKey, type KeyState } from '../api-keys';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';

const LOOKS: Record<KeyState, { color: string; icon: Icon }> = {
  usable: { color: 'teal', icon: IconCircleCheck },
  expired: { color: 'yellow', icon: IconClockX },
  revoked: { color: 'gray', icon: IconCircleX },
};

interface ApiKeyListProps {
  search: string;
  withRevoked: boolean;
}

export function ApiKeyList({ search, withRevoked }: ApiKeyListProps) {
  const keys = useApiKeys(search, withRevoked);
  return (
    <PagedRows
      query={keys}
      label={t('nav.apiKeys')}
      empty={
        <EmptyState
          icon={IconKey}
          title={t(search ? 'apiKeys.noMatch' : 'apiKeys.none')}
          hint={t(search ? 'apiKeys.noMatchHint' : 'apiKeys.noneHint')}
        />
      }
    >
      {(key) => <ApiKeyRow key={key.id} apiKey={key} />}
    </PagedRows>
  );
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow();
  const admin = isAdmin(useSession());
  const state = stateOf(apiKey, now);
  const former = apiKey.former_until && Date.parse(apiKey.former_until) > now;
  return (
    <Row
      title={apiKey.name}
      badges={<StateBadge state={state} />}
      facts={[
        <Code key="prefix">{apiKey.prefix}…</Code>,
        apiKey.scopes.join(', '),
        <>
          {t(state === 'expired' ? 'apiKeys.expired' : 'apiKeys.expires')}{' '}
          <RelativeTime at={apiKey.expires_at} />
        </>,
        apiKey.last_used_at ? (
          <>
            {t('sessions.lastUsed')} <RelativeTime at={apiKey.last_used_at} />
          </>
        ) : (
          t('apiKeys.neverUsed')
        ),
        former && t('apiKeys.formerStillOpens'),
      ]}
    >
      {admin && state !== 'revoked' && <KeyActions apiKey={apiKey} />}
    </Row>
  );
}

function StateBadge({ state }: { state: KeyState }) {
  const { color, icon: IconComponent } = LOOKS[state];
  return (
    <Badge color={color} leftSection={<IconComponent size={13} aria-hidden />}>
      {t(`apiKeys.state.${state}`)}
    </Badge>
  );
}

function KeyActions({ apiKey }: { apiKey: ApiKey }) {
  const [dialog, setDialog] = useState<'rotate' | 'revoke' | null>(null);
  const close = () => setDialog(null);
  const { name } = apiKey;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t('apiKeys.rotateOf', { name })}
        onClick={() => setDialog('rotate')}
      >
        {t('apiKeys.rotate')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('apiKeys.revokeOf', { name })}
        onClick={() => setDialog('revoke')}
      >
        {t('apiKeys.revoke')}
      </Button>
      {dialog === 'rotate' && <RotateKeyDialog apiKey={apiKey} onClose={close} />}
      {dialog === 'revoke' && <RevokeKeyDialog apiKey={apiKey} onClose={close} />}
    </>
  );
}
