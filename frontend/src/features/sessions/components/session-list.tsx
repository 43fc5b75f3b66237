import { Badge, Button } from '@mantine/core';
import { IconDeviceDesktop, IconLogout } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows, RowsSkeleton } from '@/shared/ui/rows';

import { useEndAllSessions, useEndSession } from '../api/use-end-sessions';
import { useSessions } from '../api/use-sessions';
import type { Owner, SignedInSession } from '../sessions';

interface SessionListProps {
  owner: Owner;
  /** Whoever only looks cannot end anything. */
  readOnly?: boolean;
}

/** Where somebody is signed in, with a way to end that. */
export function SessionList({ owner, readOnly = false }: SessionListProps) {
  const sessions = useSessions(owner);
  return (
    <QueryView query={sessions} skeleton={<RowsSkeleton />}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState icon={IconDeviceDesktop} title={t('sessions.none')} />
        ) : (
          <Rows label={t('sessions.title')}>
            {rows.map((session) => (
              <SessionRow key={session.id} owner={owner} session={session} readOnly={readOnly} />
            ))}
          </Rows>
        )
      }
    </QueryView>
  );
}

interface SessionRowProps {
  owner: Owner;
  session: SignedInSession;
  readOnly: boolean;
}

function SessionRow({ owner, session, readOnly }: SessionRowProps) {
  const end = useEndSession(owner);
  return (
    <Row
      title={session.device || t('sessions.unknownDevice')}
      badges={session.current && <Badge color="teal">{t('sessions.current')}</Badge>}
      facts={[
        session.address,
        <>
          {t('sessions.lastUsed')} <RelativeTime at={session.last_used_at} />
        </>,
        <>
          {t('sessions.since')} <RelativeTime at={session.created_at} />
        </>,
      ]}
    >
      {!session.current && !readOnly && (
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          aria-label={t('sessions.endOf', { device: session.device })}
          onClick={() => end.mutate(session.id, { onError: showFailure })}
        >
          {t('sessions.end')}
        </Button>
      )}
    </Row>
  );
}

/** Ends every other session of one's own, or all of a person's. */
export function EndAllButton({ owner }: { owner: Owner }) {
  const end = useEndAllSessions(owner);
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconLogout size={15} />}
      loading={end.isPending}
      onClick={() =>
        end.mutate(undefined, {
          onSuccess: () => showSuccess(t('sessions.ended')),
          onError: showFailure,
        })
      }
    >
      {t(owner === 'me' ? 'sessions.endOthers' : 'sessions.endAll')}
    </Button>
  );
}
