import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';

import { useFoundPeople } from '@/api/use-found-people';
import { readable, t } from '@/shared/lib/i18n';
import { PersonSelect } from '@/shared/ui/person-select';

import { AREAS, type LogFilter } from '../security-log';

interface LogFiltersProps {
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
}

export function LogFilters({ filter, onChange }: LogFiltersProps) {
  const found = useFoundPeople(filter.user);
  const addressLater = useDebouncedCallback(
    (address: string) => onChange({ ...filter, address }),
    250,
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm" mb="md">
      <PersonSelect
        label={t('securityLog.person')}
        {...found}
        value={filter.user}
        onChange={(user) => onChange({ ...filter, user })}
      />
      <Select
        label={t('securityLog.area')}
        placeholder={t('securityLog.anyArea')}
        clearable
        searchable
        data={AREAS.map((value) => ({ value, label: readable(value.replace('.', '')) }))}
        value={filter.action}
        onChange={(action) => onChange({ ...filter, action })}
        clearButtonProps={{ 'aria-label': t('form.clear') }}
      />
      <TextInput
        type="date"
        label={t('securityLog.from')}
        value={filter.from}
        onChange={(event) => onChange({ ...filter, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('securityLog.until')}
        value={filter.until}
        onChange={(event) => onChange({ ...filter, until: event.currentTarget.value })}
      />
      <TextInput
        label={t('securityLog.address')}
        defaultValue={filter.address}
        maxLength={45}
        onChange={(event) => addressLater(event.currentTarget.value.trim())}
      />
    </SimpleGrid>
  );
}
