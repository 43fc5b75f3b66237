import { Group, Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { SearchInput } from '@/shared/ui/search-input';

import { STATUSES, type InvitationFilter } from '../invitations';

interface InvitationFiltersProps {
  filter: InvitationFilter;
  onChange: (filter: InvitationFilter) => void;
}

export function InvitationFilters({ filter, onChange }: InvitationFiltersProps) {
  return (
    <Group mb="md" gap="sm">
      <SearchInput
        label={t('invitations.search')}
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
      <Select
        size="xs"
        clearable
        aria-label={t('invitations.statusFilter')}
        placeholder={t('invitations.anyStatus')}
        data={STATUSES.map((value) => ({ value, label: t(`invitations.status.${value}`) }))}
        value={filter.status}
        onChange={(value) =>
          onChange({ ...filter, status: STATUSES.find((status) => status === value) ?? null })
        }
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
    </Group>
  );
}
