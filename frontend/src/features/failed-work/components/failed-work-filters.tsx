import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import {
  SERVICES,
  STATES,
  type FailedWorkFilter,
  type LetterState,
  type Service,
} from '../failed-work';

interface FailedWorkFiltersProps {
  filter: FailedWorkFilter;
  onChange: (filter: FailedWorkFilter) => void;
}

export function FailedWorkFilters({ filter, onChange }: FailedWorkFiltersProps) {
  const searchLater = useDebouncedCallback(
    (search: string) => onChange({ ...filter, search }),
    250,
  );
  return (
    <Group mb="md" gap="sm">
      <StateFilter state={filter.state} onChange={(state) => onChange({ ...filter, state })} />
      <Select
        size="xs"
        clearable
        aria-label={t('failedWork.service')}
        placeholder={t('failedWork.anyService')}
        data={SERVICES.map((value) => ({ value, label: t(`system.service.${value}`) }))}
        value={filter.service}
        onChange={(service) => onChange({ ...filter, service: service as Service | null })}
      />
      <TextInput
        type="search"
        size="xs"
        flex={1}
        maw={340}
        aria-label={t('failedWork.search')}
        placeholder={t('failedWork.search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        defaultValue={filter.search}
        onChange={(event) => searchLater(event.currentTarget.value.trim())}
      />
    </Group>
  );
}

interface StateFilterProps {
  state: LetterState;
  onChange: (state: LetterState) => void;
}

export function StateFilter({ state, onChange }: StateFilterProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('failedWork.stateFilter')}
      value={state}
      onChange={(value) => onChange(value as LetterState)}
      data={STATES.map((value) => ({ value, label: t(`failedWork.state.${value}`) }))}
    />
  );
}
