import { NativeSelect, NumberInput, Stack, Switch, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { hasRole, isAdmin, rolesHere, useSession } from '@/shared/lib/session';

import { useRoleNames } from '../api/use-role-names';
import type { Scope } from '../macros';
import type { PartProps } from './macro-editor';

/** How the macro is called, whose it is, and where it stands in the list. */
export function PlaceFields({ draft, readOnly, error, onChange }: PartProps) {
  const scopes = useScopes(draft.scope ?? 'personal');
  return (
    <Stack gap="sm">
      <TextInput
        label={t('macros.name')}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        required
        maxLength={80}
        readOnly={readOnly}
        error={problemOf(error, 'name')}
      />
      <TextInput
        label={t('macros.description')}
        value={draft.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        maxLength={300}
        readOnly={readOnly}
      />
      <NativeSelect
        label={t('macros.who')}
        data={scopes.map((scope) => ({ value: scope, label: t(`macros.scope.${scope}`) }))}
        value={draft.scope}
        onChange={({ currentTarget }) =>
          onChange({ scope: currentTarget.value as Scope, role: '' })
        }
        disabled={readOnly}
      />
      {draft.scope === 'role' && (
        <RoleField draft={draft} readOnly={readOnly} error={error} onChange={onChange} />
      )}
      <NumberInput
        label={t('macros.position')}
        description={t('macros.positionHint')}
        min={0}
        max={10_000}
        value={draft.position}
        onChange={(value) => onChange({ position: Number(value) })}
        readOnly={readOnly}
      />
      <Switch
        label={t('macros.active')}
        checked={draft.is_active}
        onChange={({ currentTarget }) => onChange({ is_active: currentTarget.checked })}
        disabled={readOnly}
      />
    </Stack>
  );
}

/** Where this person may put a macro, and where it stands now. */
function useScopes(present: Scope): Scope[] {
  const session = useSession();
  const shares = hasRole(session, 'Admin', 'Manager', 'Ticket Coordinator');
  const may: Record<Scope, boolean> = {
    personal: true,
    role: shares,
    everybody: isAdmin(session),
  };
  const all: Scope[] = ['personal', 'role', 'everybody'];
  return all.filter((scope) => may[scope] || scope === present);
}

function RoleField({ draft, readOnly, error, onChange }: PartProps) {
  const session = useSession();
  const admin = isAdmin(session);
  const known = useRoleNames(admin).data ?? [];
  const roles = new Set([...(admin ? known : rolesHere(session)), draft.role ?? '']);
  return (
    <NativeSelect
      label={t('macros.role')}
      data={[...roles].sort().map((role) => ({ value: role, label: role || '–' }))}
      value={draft.role}
      onChange={({ currentTarget }) => onChange({ role: currentTarget.value })}
      required
      disabled={readOnly}
      error={problemOf(error, 'role')}
    />
  );
}
