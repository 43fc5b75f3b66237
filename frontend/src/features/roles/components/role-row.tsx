import { Anchor, Badge, Button } from '@mantine/core';
import { IconCircleOff, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Role } from '@/api/use-roles';
import { t } from '@/shared/lib/i18n';
import { Row } from '@/shared/ui/rows';

import { RoleDialog } from './role-dialog';

interface RoleRowProps {
  role: Role;
  readOnly: boolean;
}

export function RoleRow({ role, readOnly }: RoleRowProps) {
  const [editing, setEditing] = useState(false);
  return (
    <Row
      title={role.name}
      badges={
        <>
          {role.requires_second_factor && (
            <Badge color="violet" leftSection={<IconShieldLock size={13} aria-hidden />}>
              {t('roles.secondFactor')}
            </Badge>
          )}
          {role.is_active === false && (
            <Badge color="gray" leftSection={<IconCircleOff size={13} aria-hidden />}>
              {t('roles.inactive')}
            </Badge>
          )}
        </>
      }
      facts={[role.description, role.permissions.join(', ')]}
    >
      {role.system === 'TTS' && (
        <Anchor component={Link} size="xs" to={`/people?role=${encodeURIComponent(role.name)}`}>
          {t('roles.holders')}
          <span className="visually-hidden">: {role.name}</span>
        </Anchor>
      )}
      {!readOnly && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('roles.editOf', { role: role.name })}
          onClick={() => setEditing(true)}
        >
          {t('accounts.edit')}
        </Button>
      )}
      {editing && <RoleDialog system={role.system} role={role} onClose={() => setEditing(false)} />}
    </Row>
  );
}
