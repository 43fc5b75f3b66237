import { MultiSelect, Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { useStepRoles, type StepRole } from '@/features/designer/api/use-step-roles';

interface RoleInputProps {
  label: string;
  description?: string;
  readOnly?: boolean;
  error?: string;
}

/** `IT Support (3 people)`: whom work given to the role can go to. */
function optionOf({ name, active_members: members }: StepRole) {
  return { value: name, label: t('designer.roleWithPeople', { role: name, count: members }) };
}

/** The roles in force, and those chosen that nobody knows any more. */
function useOptions(chosen: readonly string[]) {
  const roles = useStepRoles().data ?? [];
  const known = roles.filter(({ is_active: isActive }) => isActive).map(optionOf);
  const lost = chosen.filter((name) => name && !known.some(({ value }) => value === name));
  return [...known, ...lost.map((name) => ({ value: name, label: name }))];
}

interface OneRole extends RoleInputProps {
  value: string;
  onChange: (role: string) => void;
  clearable?: boolean;
}

export function RoleInput({ value, onChange, clearable = true, ...props }: OneRole) {
  const data = useOptions([value]);
  return (
    <Select
      {...props}
      data={data}
      value={value || null}
      onChange={(role) => onChange(role ?? '')}
      searchable
      clearable={clearable}
      placeholder={t('designer.chooseRole')}
      nothingFoundMessage={t('designer.noSuchRole')}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
    />
  );
}

interface SeveralRoles extends RoleInputProps {
  value: readonly string[];
  onChange: (roles: string[]) => void;
}

export function RolesInput({ value, onChange, ...props }: SeveralRoles) {
  const data = useOptions(value);
  return (
    <MultiSelect
      {...props}
      data={data}
      value={[...value]}
      onChange={onChange}
      searchable
      nothingFoundMessage={t('designer.noSuchRole')}
      clearButtonProps={{ 'aria-label': t('form.clear') }}
    />
  );
}
