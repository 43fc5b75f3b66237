import { Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

interface TimeZoneSelectProps {
  value: string;
  onChange: (zone: string) => void;
  error?: string;
}

/** A choice among the time zones that this browser knows, the present one included. */
export function TimeZoneSelect({ value, onChange, error }: TimeZoneSelectProps) {
  return (
    <Select
      label={t('profile.timeZone')}
      data={[...new Set(['UTC', value, ...Intl.supportedValuesOf('timeZone')])]}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      limit={100}
      nothingFoundMessage={t('profile.noTimeZone')}
      allowDeselect={false}
      error={error}
    />
  );
}
