import { Badge } from '@mantine/core';
import { IconUserOff, IconUsers } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { PagedRows } from '@/shared/ui/paged-rows';
import { Row } from '@/shared/ui/rows';

import { usePeople } from '../api/use-people';
import { rolesOf, type PeopleFilter } from '../people';

export function PeopleList({ filter }: { filter: PeopleFilter }) {
  const people = usePeople(filter);
  return (
    <PagedRows
      query={people}
      label={t('nav.people')}
      empty={
        <EmptyState
          icon={IconUsers}
          title={t('accounts.noMatch')}
          hint={t('accounts.noMatchHint')}
        />
      }
    >
      {(person) => (
        <Row
          key={person.id}
          title={person.full_name}
          to={`/people/${person.id}`}
          badges={person.is_active === false && <InactiveBadge />}
          facts={[person.username, person.email, person.department, rolesOf(person)]}
        />
      )}
    </PagedRows>
  );
}

export function InactiveBadge() {
  return (
    <Badge color="gray" leftSection={<IconUserOff size={13} aria-hidden />}>
      {t('accounts.states.inactive')}
    </Badge>
  );
}
