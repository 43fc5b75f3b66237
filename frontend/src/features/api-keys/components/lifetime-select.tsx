import { Select } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { LIFETIMES } from '../api-keys';

interface LifetimeSelectProps {
  days: number;
  onChange: (days: number) => void;
  error?: string;
}

/** How long a key opens. */
export function LifetimeSelect({ days, onChange, error }: LifetimeSelectProps) {
  return (
    <Select
      label={t('apiKeys.lifetime')}
      data={LIFETIMES.map((value) => ({
        value: String(value),
        label: t('apiKeys.days', { count: value }),
      }))}
      value={String(days)}
      onChange={(value) => value && onChange(Number(value))}
      allowDeselect={false}
      error={error}
    />
  );
}
