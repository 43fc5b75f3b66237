import { Group, NumberInput, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState } from 'react';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useAdjust } from '../api/use-adjust';
import type { ClockedTask } from '../clock';

const HOUR = 3600;
const MINUTE = 60;

export function AdjustDialog({ task, onClose }: { task: ClockedTask; onClose: () => void }) {
  const [kind, setKind] = useState('grant');
  const [hours, setHours] = useState<number | string>(1);
  const [minutes, setMinutes] = useState<number | string>(0);
  const adjust = useAdjust(task);
  const seconds = Number(hours) * HOUR + Number(minutes) * MINUTE;

  function submit(form: HTMLFormElement) {
    adjust.mutate(
      { seconds: kind === 'grant' ? seconds : -seconds, reason: textOf(form, 'reason') },
      {
        onSuccess: () => {
          showSuccess(t('clock.adjusted', { number: task.number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('clock.adjustTitle')}
      submit={t(kind === 'grant' ? 'clock.grant' : 'clock.take')}
      pending={adjust.isPending}
      error={adjust.error}
      fields={['reason', 'seconds']}
      incomplete={seconds === 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('clock.adjustHint')}</Text>
      <SegmentedControl
        aria-label={t('clock.adjustKind')}
        value={kind}
        onChange={setKind}
        data={[
          { value: 'grant', label: t('clock.grant') },
          { value: 'take', label: t('clock.take') },
        ]}
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('clock.hours')}
          value={hours}
          onChange={setHours}
          min={0}
          max={2000}
          error={problemOf(adjust.error, 'seconds')}
        />
        <NumberInput
          label={t('clock.minutes')}
          value={minutes}
          onChange={setMinutes}
          min={0}
          max={59}
        />
      </Group>
      <Textarea
        name="reason"
        label={t('clock.reason')}
        required
        maxLength={300}
        autosize
        minRows={2}
        error={problemOf(adjust.error, 'reason')}
      />
    </FormDialog>
  );
}
