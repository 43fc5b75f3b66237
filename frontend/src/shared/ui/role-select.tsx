import { MultiSelect } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

interface RoleSelectProps {
  roles: { id: number; name: string; system: string; is_active?: boolean }[];
  label: string;
  value: number[];
  onChange: (ids: number[]) => void;
  error?: string;
  required?: boolean;
}

/** A choice among the roles in force, by system. */
export function RoleSelect({ roles, label, value, onChange, error, required }: RoleSelectProps) {
  const systems = [...new Set(roles.map(({ system }) => system))];
  const data = systems.map((system) => ({
    group: system,
    items: roles
      .filter((role) => role.system === system && role.is_active !== false)
      .map(({ id, name }) => ({ value: String(id), label: `${name} (${system})` })),
  }));
  return (
    <MultiSelect
      label={label}
      data={data}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchable
      nothingFoundMessage={t('roles.noMatch')}
      error={error}
      withAsterisk={required}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
    />
  );
}
