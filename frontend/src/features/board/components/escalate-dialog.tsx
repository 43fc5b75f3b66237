import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { useSession } from '@/shared/lib/session';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useEscalate, useEscalationEffect } from '../api/use-escalation';
import { workOf, type HandedTask } from '../board';
import { ForeseenEffect } from './foreseen-effect';
import { ReasonInput } from './reason-input';
import { WhoseWork } from './whose-work';

/** Shows who would get work that goes up, asks for the reason, and hands it up. */
export function EscalateDialog({ task, onClose }: { task: HandedTask; onClose: () => void }) {
  const [itemId, setItemId] = useState<number>();
  const work = workOf(task, useSession().id, itemId);
  const effect = useEscalationEffect(work);
  const escalate = useEscalate(work);
  const [reason, setReason] = useState('');
  const { number } = task;

  function submit() {
    escalate.mutate(reason.trim(), {
      onSuccess: () => {
        const name = effect.data?.receiver?.name;
        showSuccess(
          name
            ? t('handing.escalated', { number, name })
            : t('handing.escalatedToQueue', { number }),
        );
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={t('handing.escalateTitle', { number })}
      submit={t('handing.escalateSubmit')}
      pending={escalate.isPending}
      error={escalate.error}
      fields={['reason']}
      incomplete={!reason.trim() || !effect.isSuccess}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhoseWork task={task} value={work.item_id} onChange={setItemId} />
      <div role="status">
        <QueryView query={effect}>{(known) => <ForeseenEffect effect={known} />}</QueryView>
      </div>
      <ReasonInput
        value={reason}
        onChange={setReason}
        error={problemOf(escalate.error, 'reason')}
        data-autofocus
      />
    </FormDialog>
  );
}
