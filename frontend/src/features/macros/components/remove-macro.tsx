import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useRemoveMacro } from '../api/use-save-macro';
import type { Macro } from '../macros';

export function RemoveMacro({ macro, onRemoved }: { macro: Macro; onRemoved: () => void }) {
  const [asking, dialog] = useDisclosure(false);
  const remove = useRemoveMacro(macro);

  function confirm() {
    remove.mutate(undefined, {
      onSuccess: () => {
        showSuccess(t('macros.removed'));
        onRemoved();
      },
    });
  }

  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={dialog.open}>
        {t('macros.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('macros.removeTitle', { name: macro.name })}
          confirm={t('macros.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={confirm}
          onClose={dialog.close}
        >
          {t('macros.removeHint')}
        </ConfirmDialog>
      )}
    </>
  );
}
