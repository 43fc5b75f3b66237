import { Button, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';

import { useRoles, type Role } from '@/api/use-roles';
import { t } from '@/shared/lib/i18n';
import { isAdmin, useSession } from '@/shared/lib/session';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';
import { Rows, RowsSkeleton } from '@/shared/ui/rows';
import { Section } from '@/shared/ui/section';

import { useSystems } from '../api/use-systems';
import type { System } from '../roles';
import { RoleDialog } from './role-dialog';
import { RoleRow } from './role-row';
import { SystemDialog } from './system-dialog';

/** Each system with its roles. */
export function SystemList() {
  const systems = useSystems();
  const roles = useRoles();
  return (
    <QueryView query={systems} skeleton={<RowsSkeleton />}>
      {(shown) => (
        <QueryView query={roles} skeleton={<RowsSkeleton />}>
          {(all) =>
            shown.length === 0 ? (
              <EmptyState icon={IconStack2} title={t('roles.noSystems')} />
            ) : (
              shown.map((system) => (
                <SystemSection
                  key={system.id}
                  system={system}
                  roles={all.filter((role) => role.system === system.name)}
                />
              ))
            )
          }
        </QueryView>
      )}
    </QueryView>
  );
}

function SystemSection({ system, roles }: { system: System; roles: Role[] }) {
  const admin = isAdmin(useSession());
  const [dialog, setDialog] = useState<'role' | 'system' | null>(null);
  const close = () => setDialog(null);
  return (
    <Section
      title={system.name}
      hint={system.description}
      actions={
        admin && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} />}
              aria-label={t('roles.describeOf', { system: system.name })}
              onClick={() => setDialog('system')}
            >
              {t('roles.describe')}
            </Button>
            <Button
              size="xs"
              leftSection={<IconPlus size={15} />}
              aria-label={t('roles.createIn', { system: system.name })}
              onClick={() => setDialog('role')}
            >
              {t('roles.create')}
            </Button>
          </Group>
        )
      }
    >
      {roles.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('roles.none')}
        </Text>
      ) : (
        <Rows label={t('roles.of', { system: system.name })}>
          {roles.map((role) => (
            <RoleRow key={role.id} role={role} readOnly={!admin} />
          ))}
        </Rows>
      )}
      {dialog === 'role' && <RoleDialog system={system.name} onClose={close} />}
      {dialog === 'system' && <SystemDialog system={system} onClose={close} />}
    </Section>
  );
}
