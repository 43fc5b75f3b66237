import { Group, SegmentedControl } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { SearchInput } from '@/shared/ui/search-input';

import { STATUSES, type RegistrationFilter, type RegistrationStatus } from '../registrations';

interface RegistrationFiltersProps {
  filter: RegistrationFilter;
  onChange: (filter: RegistrationFilter) => void;
}

export function RegistrationFilters({ filter, onChange }: RegistrationFiltersProps) {
  return (
    <Group mb="md" gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('registrations.statusFilter')}
        value={filter.status}
        onChange={(value) => onChange({ ...filter, status: value as RegistrationStatus })}
        data={STATUSES.map((value) => ({ value, label: t(`registrations.status.${value}`) }))}
      />
      <SearchInput
        label={t('registrations.search')}
        value={filter.search}
        onSearch={(search) => onChange({ ...filter, search })}
      />
    </Group>
  );
}
