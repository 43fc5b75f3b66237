import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { showUndo } from '@/shared/lib/undo-toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useEffectOf } from '../api/use-effect-of';
import { useTransfer } from '../api/use-transfer';
import type { Move } from '../board';
import { ForeseenEffect } from './foreseen-effect';
import { ReasonInput } from './reason-input';

interface MoveDialogProps {
  move: Move;
  role: string;
  onClose: () => void;
}

/** Shows what handing work on would mean, asks for the reason, and does it. */
export function MoveDialog({ move, role, onClose }: MoveDialogProps) {
  const effect = useEffectOf(move.card, move.to, role);
  const transfer = useTransfer(role);
  const [reason, setReason] = useState('');
  const { card, from, to } = move;
  const { number } = card;

  function takeBack(version: number) {
    if (!from) return;
    const back = { taskId: card.task_id, version, to: from, reason: t('board.undoReason') };
    // The dialog is closed by then, so nothing here would be called back.
    transfer
      .mutateAsync(back)
      .then(() => showSuccess(t('board.moveUndone', { number, name: from.name })), showFailure);
  }

  function submit() {
    const { task_id: taskId, item_id: itemId, version } = card;
    transfer.mutate(
      { taskId, itemId, version, to, reason: reason.trim() },
      {
        onSuccess: ({ assigned_user_name: name, version: next = version + 1 }) => {
          const said = name
            ? t('board.moved', { number, name })
            : t('board.movedToQueue', { number, role });
          if (from) showUndo(said, () => takeBack(next));
          else showSuccess(said);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={
        to
          ? t('board.moveTitle', { number, name: to.name })
          : t('board.moveTitleRole', { number, role })
      }
      submit={t('board.move')}
      pending={transfer.isPending}
      error={transfer.error}
      fields={['reason']}
      incomplete={!reason.trim() || !effect.isSuccess}
      onSubmit={submit}
      onClose={onClose}
    >
      <QueryView query={effect}>{(known) => <ForeseenEffect effect={known} />}</QueryView>
      <ReasonInput
        value={reason}
        onChange={setReason}
        error={problemOf(transfer.error, 'reason')}
        data-autofocus
      />
    </FormDialog>
  );
}
