import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';

import { useRoles } from '@/api/use-roles';
import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows } from '@/shared/ui/rows';

import { useGrantRole, usePersonRoles, useRevokeRole } from '../api/use-person-roles';
import type { Assignment } from '../people';

interface PersonRolesProps {
  personId: number;
  readOnly: boolean;
}

/** The roles somebody holds; whoever may, gives and takes them here. */
export function PersonRoles({ personId, readOnly }: PersonRolesProps) {
  const held = usePersonRoles(personId);
  return (
    <QueryView query={held}>
      {(assignments) => (
        <>
          {assignments.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('accounts.noRoles')}
            </Text>
          ) : (
            <Rows label={t('account.roles')}>
              {assignments.map((assignment) => (
                <RoleRow
                  key={assignment.assignment_id}
                  assignment={assignment}
                  readOnly={readOnly}
                />
              ))}
            </Rows>
          )}
          {!readOnly && <GrantRole personId={personId} held={assignments} />}
        </>
      )}
    </QueryView>
  );
}

function RoleRow({ assignment, readOnly }: { assignment: Assignment; readOnly: boolean }) {
  const revoke = useRevokeRole();
  const name = `${assignment.role_name} (${assignment.system})`;
  return (
    <Row
      title={name}
      facts={[
        <>
          {t('accounts.roleSince')} <RelativeTime at={assignment.assigned_at} />
        </>,
      ]}
    >
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('accounts.revokeOf', { role: name })}
          loading={revoke.isPending}
          onClick={() =>
            revoke.mutate(assignment.assignment_id, {
              onSuccess: () => showSuccess(t('accounts.revoked', { role: name })),
              onError: showFailure,
            })
          }
        >
          {t('accounts.revoke')}
        </Button>
      )}
    </Row>
  );
}

function GrantRole({ personId, held }: { personId: number; held: Assignment[] }) {
  const roles = useRoles();
  const grant = useGrantRole(personId);
  const [chosen, setChosen] = useState<string | null>(null);
  const holds = new Set(held.map(({ role_id: id }) => id));
  const offered = roles.data?.filter(({ id, is_active }) => is_active && !holds.has(id)) ?? [];

  return (
    <Group mt="sm" align="flex-end" gap="xs">
      <Select
        label={t('accounts.giveRole')}
        data={offered.map(({ id, name, system }) => ({
          value: String(id),
          label: `${name} (${system})`,
        }))}
        value={chosen}
        onChange={setChosen}
        searchable
        nothingFoundMessage={t('roles.noMatch')}
        flex={1}
        maw={340}
      />
      <Button
        disabled={chosen === null}
        loading={grant.isPending}
        onClick={() =>
          grant.mutate(Number(chosen), {
            onSuccess: () => setChosen(null),
            onError: showFailure,
          })
        }
      >
        {t('accounts.give')}
      </Button>
    </Group>
  );
}
