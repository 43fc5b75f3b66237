import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row } from '@/shared/ui/rows';

import { useApprove, useRegistrations } from '../api/use-registrations';
import type { Registration, RegistrationFilter } from '../registrations';
import { RejectDialog } from './reject-dialog';

/** Employees who asked for an account, to be let in or refused. */
export function RegistrationList({ filter }: { filter: RegistrationFilter }) {
  const registrations = useRegistrations(filter);
  const pending = filter.status === 'pending' && !filter.search;
  return (
    <PagedRows
      query={registrations}
      label={t('nav.registrations')}
      empty={
        <EmptyState
          icon={IconUserPlus}
          title={t(pending ? 'registrations.none' : 'registrations.noMatch')}
          hint={t(pending ? 'registrations.noneHint' : 'registrations.noMatchHint')}
        />
      }
    >
      {(registration) => <RegistrationRow key={registration.id} registration={registration} />}
    </PagedRows>
  );
}

function RegistrationRow({ registration }: { registration: Registration }) {
  const admin = isAdmin(useSession());
  const { full_name: name, person_id: personId } = registration;
  return (
    <Row
      title={name}
      to={personId ? `/people/${personId}` : undefined}
      facts={[
        registration.email,
        registration.department,
        <>
          {t('registrations.asked')} <RelativeTime at={registration.created_at} />
        </>,
        registration.decided_at && (
          <>
            {t('registrations.decidedBy', { name: registration.decided_by_name ?? '' })}{' '}
            <RelativeTime at={registration.decided_at} />
          </>
        ),
        registration.reason && t('registrations.because', { reason: registration.reason }),
      ]}
    >
      {admin && registration.status === 'pending' && <Decision registration={registration} />}
    </Row>
  );
}

function Decision({ registration }: { registration: Registration }) {
  const approve = useApprove(registration.id);
  const [rejecting, setRejecting] = useState(false);
  const { full_name: name } = registration;
  return (
    <>
      <Button
        size="xs"
        aria-label={t('registrations.approveOf', { name })}
        loading={approve.isPending}
        onClick={() =>
          approve.mutate(undefined, {
            onSuccess: () => showSuccess(t('registrations.approved', { name })),
            onError: showFailure,
          })
        }
      >
        {t('registrations.approve')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('registrations.rejectOf', { name })}
        onClick={() => setRejecting(true)}
      >
        {t('registrations.reject')}
      </Button>
      {rejecting && (
        <RejectDialog registration={registration} onClose={() => setRejecting(false)} />
      )}
    </>
  );
}
