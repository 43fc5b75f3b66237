import { SegmentedControl } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { TIMELINE_FILTERS, type TimelineFilter } from '../timeline-entries';

interface TimelineFilterControlProps {
  value: TimelineFilter;
  onChange: (value: TimelineFilter) => void;
}

export function TimelineFilterControl({ value, onChange }: TimelineFilterControlProps) {
  return (
    <SegmentedControl
      size="xs"
      value={value}
      onChange={(next) => onChange(next as TimelineFilter)}
      aria-label={t('timeline.filter.label')}
      data={TIMELINE_FILTERS.map((filter) => ({
        value: filter,
        label: t(`timeline.filter.${filter}`),
      }))}
    />
  );
}
