import { Text, Textarea } from '@mantine/core';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useDecide, useDispute } from '../api/use-dispute';
import type { ClockedTask, Dispute } from '../clock';

interface DisputeDialogProps {
  task: ClockedTask;
  segmentId: number;
  onClose: () => void;
}

/** Asks why a line of the ledger should not count. */
export function DisputeDialog({ task, segmentId, onClose }: DisputeDialogProps) {
  const dispute = useDispute(task);
  const done = () => {
    showSuccess(t('clock.disputed'));
    onClose();
  };
  return (
    <FormDialog
      title={t('clock.disputeTitle')}
      submit={t('clock.disputeTitle')}
      pending={dispute.isPending}
      error={dispute.error}
      fields={['reason']}
      onSubmit={(form) =>
        dispute.mutate(
          { segment_id: segmentId, reason: textOf(form, 'reason') },
          { onSuccess: done },
        )
      }
      onClose={onClose}
    >
      <Text size="sm">{t('clock.disputeHint')}</Text>
      <Reason error={dispute.error} />
    </FormDialog>
  );
}

interface DecideDialogProps {
  task: ClockedTask;
  dispute: Dispute;
  accepted: boolean;
  onClose: () => void;
}

/** Asks why an objection is accepted or refused, and says what that does. */
export function DecideDialog({ task, dispute, accepted, onClose }: DecideDialogProps) {
  const decide = useDecide(task, dispute.id);
  const done = () => {
    showSuccess(t('clock.decided'));
    onClose();
  };
  const title = t(accepted ? 'clock.acceptTitle' : 'clock.refuseTitle');
  return (
    <FormDialog
      title={title}
      submit={title}
      pending={decide.isPending}
      error={decide.error}
      fields={['reason']}
      onSubmit={(form) =>
        decide.mutate({ accepted, reason: textOf(form, 'reason') }, { onSuccess: done })
      }
      onClose={onClose}
    >
      <Text size="sm">{t(accepted ? 'clock.acceptHint' : 'clock.refuseHint')}</Text>
      <Text size="sm">
        {dispute.raised_by_name}: {dispute.reason}
      </Text>
      <Reason error={decide.error} />
    </FormDialog>
  );
}

function Reason({ error }: { error: unknown }) {
  return (
    <Textarea
      name="reason"
      label={t('clock.reason')}
      required
      maxLength={300}
      autosize
      minRows={2}
      error={problemOf(error, 'reason')}
      data-autofocus
    />
  );
}
