import { Modal } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';

import { useDecide, useJob, usePreview } from '../api/use-bulk';
import type { Act, Chosen } from '../bulk';
import { BulkQuestion } from './bulk-question';
import { BulkVerdict } from './bulk-verdict';

interface BulkDialogProps {
  act: Act;
  chosen: Chosen;
  onClose: () => void;
  /** Something was started: the choice is used up. */
  onDone: () => void;
}

/** An act on many tasks: what it needs, what it would do, how far it is, how to take it back. */
export function BulkDialog({ act, chosen, onClose, onDone }: BulkDialogProps) {
  const preview = usePreview();
  const decide = useDecide();
  const [followed, setFollowed] = useState<string | null>(null);
  const job = useJob(followed ?? preview.data?.id ?? null);
  const shown = job.data ?? preview.data;

  function close() {
    // Nobody would come back to it: what was not begun is left alone.
    if (shown?.state === 'tried') decide.mutate({ id: shown.id, act: 'cancel' });
    onClose();
    if (shown && shown.state !== 'previewed') onDone();
  }

  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t(`bulk.name.${act}`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown ? (
        <BulkVerdict job={shown} onFollow={setFollowed} onClose={close} />
      ) : (
        <BulkQuestion
          act={act}
          pending={preview.isPending}
          error={preview.error}
          onPreview={(given) => preview.mutate({ action: act, arguments: given, chosen })}
          onClose={close}
        />
      )}
    </Modal>
  );
}
