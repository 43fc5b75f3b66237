import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useMomentOf } from '@/shared/hooks/use-moment-of';
import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useHold } from '../api/use-hold';
import { useHoldReasons } from '../api/use-hold-reasons';
import type { HoldReason, Task } from '../task';

interface HoldDialogProps {
  task: Task;
  onClose: () => void;
}

type Code = HoldReason['code'];

const OTHER: Code = 'other';
const MAX_NOTE = 300;

/** Asks why work waits and until when, and says whether its clock does, too. */
export function HoldDialog({ task, onClose }: HoldDialogProps) {
  const reasons = useHoldReasons();
  const { zone, momentOf } = useMomentOf();
  const hold = useHold(String(task.task_id));
  const [chosen, setChosen] = useState<Code | null>(null);
  const code = chosen ?? reasons.data?.[0]?.code ?? OTHER;

  function submit(form: HTMLFormElement) {
    hold.mutate(
      {
        version: task.version,
        code,
        reason: textOf(form, 'reason'),
        until: momentOf(textOf(form, 'until')),
      },
      {
        onSuccess: () => {
          showSuccess(t('actions.held', { number: task.number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('actions.holdTitle')}
      submit={t('actions.holdTitle')}
      pending={hold.isPending}
      error={hold.error}
      fields={['code', 'reason', 'until']}
      incomplete={!reasons.data}
      onSubmit={submit}
      onClose={onClose}
    >
      <QueryView query={reasons}>
        {(known) => (
          <ReasonSelect
            reasons={known}
            value={code}
            onChange={setChosen}
            error={problemOf(hold.error, 'code')}
          />
        )}
      </QueryView>
      <Textarea
        name="reason"
        label={t('holding.note')}
        description={t(code === OTHER ? 'holding.noteRequired' : 'holding.noteOptional')}
        required={code === OTHER}
        maxLength={MAX_NOTE}
        autosize
        minRows={2}
        error={problemOf(hold.error, 'reason')}
      />
      <TextInput
        name="until"
        type="datetime-local"
        label={t('holding.until')}
        description={t('holding.untilHint', { zone })}
        error={problemOf(hold.error, 'until')}
      />
    </FormDialog>
  );
}

interface ReasonSelectProps {
  reasons: HoldReason[];
  value: Code;
  onChange: (code: Code) => void;
  error?: string;
}

function ReasonSelect({ reasons, value, onChange, error }: ReasonSelectProps) {
  const stops = reasons.find(({ code }) => code === value)?.stops_clock;
  return (
    <div>
      <NativeSelect
        label={t('holding.code')}
        data={reasons.map(({ code, label }) => ({ value: code, label }))}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Code)}
        required
        data-autofocus
        error={error}
      />
      <Text size="sm" mt={4} role="status">
        {t(stops ? 'holding.stops' : 'holding.runsOn')}
      </Text>
    </div>
  );
}
