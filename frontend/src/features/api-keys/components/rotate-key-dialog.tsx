import { Select, Text } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useRotateApiKey } from '../api/use-change-api-key';
import { LIFETIMES, OVERLAPS, type ApiKey } from '../api-keys';
import { LifetimeSelect } from './lifetime-select';
import { NewKey } from './new-key';

interface RotateKeyDialogProps {
  apiKey: ApiKey;
  onClose: () => void;
}

/** Puts another key in place of this one, without a gap for the program that uses it. */
export function RotateKeyDialog({ apiKey, onClose }: RotateKeyDialogProps) {
  const rotate = useRotateApiKey(apiKey.id);
  const [days, setDays] = useState<number>(LIFETIMES[0]);
  const [overlapHours, setOverlapHours] = useState<number>(OVERLAPS[0]);

  if (rotate.isSuccess) return <NewKey apiKey={rotate.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('apiKeys.rotateOf', { name: apiKey.name })}
      submit={t('apiKeys.rotate')}
      pending={rotate.isPending}
      error={rotate.error}
      fields={['expires_at', 'overlap_seconds']}
      onClose={onClose}
      onSubmit={() => rotate.mutate({ days, overlapHours })}
    >
      <Text size="sm">{t('apiKeys.rotateHint')}</Text>
      <Select
        label={t('apiKeys.overlap')}
        data={OVERLAPS.map((hours) => ({
          value: String(hours),
          label: hours === 0 ? t('apiKeys.notLonger') : t('apiKeys.hours', { count: hours }),
        }))}
        value={String(overlapHours)}
        onChange={(hours) => hours && setOverlapHours(Number(hours))}
        allowDeselect={false}
        error={problemOf(rotate.error, 'overlap_seconds')}
      />
      <LifetimeSelect
        days={days}
        onChange={setDays}
        error={problemOf(rotate.error, 'expires_at')}
      />
    </FormDialog>
  );
}
