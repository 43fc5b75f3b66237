import { Group, Select } from '@mantine/core';

import { useRoles } from '@/api/use-roles';
import { t } from '@/shared/lib/i18n';
import { SearchInput } from '@/shared/ui/search-input';

import { STATES, type PeopleFilter } from '../people';

interface PeopleFiltersProps {
  filter: PeopleFilter;
  onChange: (filter: PeopleFilter) => void;
}

export function PeopleFilters({ filter, onChange }: PeopleFiltersProps) {
  const roles = useRoles();
  const names = roles.data?.filter(({ system }) => system === 'TTS').map(({ name }) => name) ?? [];
  return (
    <Group mb="md" gap="sm">
      <SearchInput
        label={t('accounts.search')}
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
      <Select
        size="xs"
        clearable
        searchable
        aria-label={t('accounts.role')}
        placeholder={t('accounts.anyRole')}
        data={[...new Set([...names, ...(filter.role ? [filter.role] : [])])]}
        value={filter.role}
        onChange={(role) => onChange({ ...filter, role })}
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
      <Select
        size="xs"
        clearable
        aria-label={t('accounts.state')}
        placeholder={t('accounts.anyState')}
        data={STATES.map((value) => ({ value, label: t(`accounts.states.${value}`) }))}
        value={filter.state}
        onChange={(value) =>
          onChange({ ...filter, state: STATES.find((state) => state === value) ?? null })
        }
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
    </Group>
  );
}
