import { Alert, Textarea } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { QueryView } from '@/shared/ui/query-view';

import { useEffectOf } from '../api/use-effect-of';
import { useTransfer } from '../api/use-transfer';
import type { Move } from '../board';
import { EffectFacts } from './effect-facts';
import { showUndo } from './undo-toast';

interface MoveDialogProps {
  move: Move;
  role: string;
  onClose: () => void;
}

const MAX_REASON = 1000;

/** Shows what handing work on would mean, asks for the reason, and does it. */
export function MoveDialog({ move, role, onClose }: MoveDialogProps) {
  const effect = useEffectOf(move, role);
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
      <QueryView query={effect}>
        {(known) => (
          <>
            {known.receiver?.away && (
              <Alert color="orange" icon={<IconUserOff size={18} aria-hidden />}>
                {t('board.effectAway', { reason: known.receiver.away })}
              </Alert>
            )}
            <EffectFacts effect={known} />
          </>
        )}
      </QueryView>
      <Textarea
        label={t('board.reason')}
        description={t('board.reasonHint')}
        maxLength={MAX_REASON}
        autosize
        minRows={2}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={problemOf(transfer.error, 'reason')}
      />
    </FormDialog>
  );
}
