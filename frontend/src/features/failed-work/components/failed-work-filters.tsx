import { Group, SegmentedControl, Select } from '@mantine/core';

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
