import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useRemoveCalendar } from '../api/use-remove-calendar';
import type { Calendar } from '../calendar';

export function RemoveCalendar({
  calendar,
  onRemoved,
}: {
  calendar: Calendar;
  onRemoved: () => void;
}) {
  const [asking, dialog] = useDisclosure(false);
  const remove = useRemoveCalendar(calendar.id);

  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        showSuccess(t('calendars.removed'));
        onRemoved();
      },
    });
  }

  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={dialog.open}>
        {t('calendars.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('calendars.removeTitle', { name: calendar.name })}
          confirm={t('calendars.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={confirm}
          onClose={dialog.close}
        >
          {t('calendars.removeHint')}
        </ConfirmDialog>
      )}
    </>
  );
}
