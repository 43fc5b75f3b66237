import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { useSession } from '@/shared/lib/session';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { showUndo } from '@/shared/lib/undo-toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useEffectOf } from '../api/use-effect-of';
import { useTransfer, useUndoTransfer } from '../api/use-transfer';
import { waitingOf, workOf, type HandedTask, type Work } from '../board';
import { ForeseenEffect } from './foreseen-effect';
import { ReasonInput } from './reason-input';
import { ReceiverSelect, type Receiver } from './receiver-select';
import { WhoseWork } from './whose-work';

/** Hands the work of a task to a person or a role; what that means is shown before. */
export function TransferDialog({ task, onClose }: { task: HandedTask; onClose: () => void }) {
  const [itemId, setItemId] = useState<number>();
  const [receiver, setReceiver] = useState<Receiver | null>(null);
  const [reason, setReason] = useState('');
  const transfer = useTransfer(receiver?.role ?? '');
  const work = workOf(task, useSession().id, itemId);
  const ballot = waitingOf(task).find(({ item_id: id }) => id === work.item_id);
  const holder = ballot ? ballot.user_id : task.assigned_user;
  const takeBack = useTakeBack();
  const { number } = task;

  function submit() {
    if (!receiver) return;
    const { to, role } = receiver;
    transfer.mutate(
      {
        taskId: task.task_id,
        version: task.version,
        itemId: work.item_id,
        to,
        reason: reason.trim(),
      },
      {
        onSuccess: ({ assigned_user_name: name }) => {
          const got = to?.name ?? name;
          const said = got
            ? t('board.moved', { number, name: got })
            : t('board.movedToQueue', { number, role });
          if (holder === null) showSuccess(said);
          else showUndo(said, () => takeBack(task));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('handing.transferTitle', { number })}
      submit={t('board.move')}
      pending={transfer.isPending}
      error={transfer.error}
      fields={['reason', 'to_user', 'to_role']}
      incomplete={!reason.trim() || !receiver}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhoseWork task={task} value={work.item_id} onChange={setItemId} />
      <ReceiverSelect
        task={task}
        holder={holder}
        value={receiver}
        onChange={setReceiver}
        error={problemOf(transfer.error, 'to_user') ?? problemOf(transfer.error, 'to_role')}
      />
      {receiver && <Foreseen work={work} receiver={receiver} />}
      <ReasonInput
        value={reason}
        onChange={setReason}
        error={problemOf(transfer.error, 'reason')}
      />
    </FormDialog>
  );
}

/** The dialog is closed by then, so nothing here would be called back. */
function useTakeBack() {
  const undo = useUndoTransfer();
  return ({ task_id: id, number }: HandedTask) =>
    void undo
      .mutateAsync(id)
      .then(
        ({ assigned_user_name: name }) =>
          showSuccess(t('board.moveUndone', { number, name: name ?? '' })),
        showFailure,
      );
}

function Foreseen({ work, receiver }: { work: Work; receiver: Receiver }) {
  const effect = useEffectOf(work, receiver.to, receiver.role);
  return (
    <div role="status">
      <QueryView query={effect}>{(known) => <ForeseenEffect effect={known} />}</QueryView>
    </div>
  );
}
