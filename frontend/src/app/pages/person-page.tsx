import { Anchor } from '@mantine/core';
import { Link, useParams } from 'react-router';

import { AvailabilityView } from '@/features/availability/components/availability-view';
import { usePerson } from '@/features/people/api/use-person';
import { PersonActions } from '@/features/people/components/person-actions';
import { PersonData } from '@/features/people/components/person-data';
import { InactiveBadge } from '@/features/people/components/people-list';
import { PersonProtection } from '@/features/people/components/person-protection';
import { PersonRoles } from '@/features/people/components/person-roles';
import { maySeeSignIns, type Person, type SeenPerson } from '@/features/people/people';
import { EndAllButton, SessionList } from '@/features/sessions/components/session-list';
import { t } from '@/shared/lib/i18n';
import { hasRole, isAdmin, useSession } from '@/shared/lib/session';
import { FactList } from '@/shared/ui/fact-list';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';
import { Section } from '@/shared/ui/section';

import { NotFoundPage } from './not-found-page';

export function PersonPage() {
  const { personId = '' } = useParams();
  return /^[1-9]\d*$/.test(personId) ? <Known id={Number(personId)} /> : <NotFoundPage />;
}

function Known({ id }: { id: number }) {
  const person = usePerson(id);
  return (
    <Page
      title={person.data?.full_name ?? t('accounts.person')}
      back={{ to: '/people', label: t('nav.people') }}
      narrow
    >
      <QueryView query={person}>{(shown) => <Sections person={shown} />}</QueryView>
    </Page>
  );
}

function Sections({ person }: { person: SeenPerson }) {
  const session = useSession();
  const admin = isAdmin(session);
  return (
    <>
      <Section
        title={t('accounts.account')}
        actions={person.is_active === false && <InactiveBadge />}
      >
        <FactList
          facts={[
            { label: t('account.username'), value: person.username },
            { label: t('account.email'), value: person.email },
            { label: t('account.department'), value: person.department },
          ]}
        />
        {admin && <PersonActions person={person} />}
      </Section>
      <Section title={t('account.roles')}>
        <PersonRoles personId={person.id} readOnly={!admin} />
      </Section>
      <Section title={t('availability.title')} hint={t('availability.hint')}>
        <AvailabilityView user={person.id} readOnly={!hasRole(session, 'Admin', 'Manager')} />
      </Section>
      {maySeeSignIns(session) && <SignIns person={person} readOnly={!admin} />}
      {admin && (
        <Section title={t('accounts.data')} hint={t('accounts.dataHint')}>
          <PersonData person={person} />
        </Section>
      )}
    </>
  );
}

function SignIns({ person, readOnly }: { person: Person; readOnly: boolean }) {
  return (
    <>
      <Section
        title={t('accounts.protection')}
        actions={
          <Anchor component={Link} size="sm" to={`/security-log?user=${person.id}`}>
            {t('accounts.log')}
          </Anchor>
        }
      >
        <PersonProtection personId={person.id} readOnly={readOnly} />
      </Section>
      <Section
        title={t('accounts.sessions')}
        actions={!readOnly && <EndAllButton owner={person.id} />}
      >
        <SessionList owner={person.id} readOnly={readOnly} />
      </Section>
    </>
  );
}
