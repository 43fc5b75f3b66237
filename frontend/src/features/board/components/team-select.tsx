import { Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useTeamRoles } from '../api/use-team-roles';

interface TeamSelectProps {
  role: string;
  onChange: (role: string) => void;
}

/** The role whose people are shown. */
export function TeamSelect({ role, onChange }: TeamSelectProps) {
  const roles = useTeamRoles();
  return (
    <Select
      aria-label={t('board.role')}
      placeholder={t('board.noRole')}
      data={(roles.data ?? []).map(({ name }) => name)}
      value={role || null}
      error={roles.error?.message}
      searchable
      allowDeselect={false}
      onChange={(name) => name && onChange(name)}
    />
  );
}
