import { Select, Text } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useRotateServiceClient } from '../api/use-service-clients';
import { OVERLAPS } from '../service-clients';
import { NewSecret } from './new-secret';

interface RotateClientDialogProps {
  name: string;
  onClose: () => void;
}

/** Puts another secret in place of the present one, without a gap for the program. */
export function RotateClientDialog({ name, onClose }: RotateClientDialogProps) {
  const rotate = useRotateServiceClient(name);
  const [hours, setHours] = useState<number>(OVERLAPS[0]);

  if (rotate.isSuccess) return <NewSecret client={rotate.data} onClose={onClose} />;
  return (
    <FormDialog
      title={t('serviceClients.rotateOf', { name })}
      submit={t('apiKeys.rotate')}
      pending={rotate.isPending}
      error={rotate.error}
      fields={['overlap_seconds']}
      onClose={onClose}
      onSubmit={() => rotate.mutate(hours)}
    >
      <Text size="sm">{t('serviceClients.rotateHint')}</Text>
      <Select
        label={t('serviceClients.overlap')}
        data={OVERLAPS.map((count) => ({
          value: String(count),
          label: count === 0 ? t('apiKeys.notLonger') : t('apiKeys.hours', { count }),
        }))}
        value={String(hours)}
        onChange={(count) => count && setHours(Number(count))}
        allowDeselect={false}
        error={problemOf(rotate.error, 'overlap_seconds')}
      />
    </FormDialog>
  );
}
