import { Badge, Button } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleX,
  IconClockX,
  IconMail,
  IconMailPlus,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { useInvitations } from '../api/use-invitations';
import { useResend, useRevokeInvitation } from '../api/use-invite';
import type { Invitation, InvitationFilter, InvitationStatus } from '../invitations';

const LOOKS: Record<InvitationStatus, { color: string; icon: Icon }> = {
  open: { color: 'azure', icon: IconMail },
  expired: { color: 'yellow', icon: IconClockX },
  accepted: { color: 'teal', icon: IconCircleCheck },
  revoked: { color: 'gray', icon: IconCircleX },
};

export function InvitationList({ filter }: { filter: InvitationFilter }) {
  const invitations = useInvitations(filter);
  const filtered = filter.search !== '' || filter.status !== null;
  return (
    <PagedRows
      query={invitations}
      label={t('nav.invitations')}
      empty={
        <EmptyState
          icon={IconMailPlus}
          title={t(filtered ? 'invitations.noMatch' : 'invitations.none')}
          hint={t(filtered ? 'invitations.noMatchHint' : 'invitations.noneHint')}
        />
      }
    >
      {(invitation) => <InvitationRow key={invitation.id} invitation={invitation} />}
    </PagedRows>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const admin = isAdmin(useSession());
  const { status } = invitation;
  return (
    <Row
      title={invitation.full_name}
      to={invitation.person_id ? `/people/${invitation.person_id}` : undefined}
      badges={<StatusBadge status={status} />}
      facts={[
        invitation.email,
        invitation.department,
        invitation.roles.map(({ system, role }) => `${role} (${system})`).join(', '),
        t('invitations.by', { name: invitation.invited_by_name }),
        status === 'open' && (
          <>
            {t('invitations.until')} <RelativeTime at={invitation.expires_at} />
          </>
        ),
      ]}
    >
      {admin && (status === 'open' || status === 'expired') && (
        <InvitationActions invitation={invitation} />
      )}
    </Row>
  );
}

function StatusBadge({ status }: { status: InvitationStatus }) {
  const { color, icon: IconComponent } = LOOKS[status];
  return (
    <Badge color={color} leftSection={<IconComponent size={13} aria-hidden />}>
      {t(`invitations.status.${status}`)}
    </Badge>
  );
}

function InvitationActions({ invitation }: { invitation: Invitation }) {
  const resend = useResend(invitation.id);
  const revoke = useRevokeInvitation(invitation.id);
  const name = invitation.full_name;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t('invitations.resendOf', { name })}
        loading={resend.isPending}
        onClick={() =>
          resend.mutate(undefined, {
            onSuccess: () => showSuccess(t('invitations.resent', { email: invitation.email })),
            onError: showFailure,
          })
        }
      >
        {t('invitations.resend')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('invitations.revokeOf', { name })}
        loading={revoke.isPending}
        onClick={() =>
          revoke.mutate(undefined, {
            onSuccess: () => showSuccess(t('invitations.revoked', { name })),
            onError: showFailure,
          })
        }
      >
        {t('invitations.revoke')}
      </Button>
    </>
  );
}
