import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { useNow } from '@/shared/hooks/use-now';
import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Row } from '@/shared/ui/rows';

import { useRemoveLeave } from '../api/use-availability';
import { isOver, type Availability, type Leave } from '../availability';
import { LeaveDialog } from './leave-dialog';

interface LeaveRowProps {
  leave: Leave;
  seen: Availability;
  readOnly: boolean;
}

export function LeaveRow({ leave, seen, readOnly }: LeaveRowProps) {
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const absolute = useFormatAbsolute();
  const now = useNow();
  const period = t('availability.period', {
    from: absolute(String(leave.starts_at)),
    until: absolute(String(leave.ends_at)),
  });
  const close = () => setDialog(null);
  return (
    <Row
      title={period}
      badges={isOver(leave, now) && <Badge color="gray">{t('availability.over')}</Badge>}
      facts={[
        leave.note,
        leave.stand_in_name && t('availability.standInIs', { name: leave.stand_in_name }),
      ]}
    >
      {!readOnly && (
        <>
          <Button
            size="xs"
            variant="default"
            aria-label={t('availability.editOf', { period })}
            onClick={() => setDialog('edit')}
          >
            {t('accounts.edit')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('availability.removeOf', { period })}
            onClick={() => setDialog('remove')}
          >
            {t('availability.remove')}
          </Button>
        </>
      )}
      {dialog === 'edit' && <LeaveDialog seen={seen} leave={leave} onClose={close} />}
      {dialog === 'remove' && (
        <RemoveDialog seen={seen} id={leave.id} period={period} onClose={close} />
      )}
    </Row>
  );
}

interface RemoveDialogProps {
  seen: Availability;
  id: number;
  period: string;
  onClose: () => void;
}

function RemoveDialog({ seen, id, period, onClose }: RemoveDialogProps) {
  const remove = useRemoveLeave(seen, id);
  return (
    <ConfirmDialog
      title={t('availability.removeOf', { period })}
      confirm={t('availability.remove')}
      dangerous
      pending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            showSuccess(t('availability.removed'));
            onClose();
          },
        })
      }
    >
      {t('availability.removeHint')}
    </ConfirmDialog>
  );
}
