import { Modal } from '@mantine/core';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { showSuccess } from '@/shared/lib/toast';

import { useConfirmMethod } from '../api/use-second-factor-setup';
import type { Method } from '../second-factor';
import { MethodSetup } from './method-setup';
import { RecoveryCodes } from './recovery-codes';

interface AddMethodDialogProps {
  method: Method;
  onClose: () => void;
}

/** Sets a method up; the first one ends with recovery codes. */
export function AddMethodDialog({ method, onClose }: AddMethodDialogProps) {
  const confirm = useConfirmMethod(method);
  const [codes, setCodes] = useState<string[]>([]);

  function onCode(otp: string) {
    confirm.mutate(otp, {
      onSuccess: ({ recovery_codes: given }) => {
        showSuccess(t('secondFactor.added'));
        setCodes(given);
        if (given.length === 0) onClose();
      },
    });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      // Codes that are shown once must not vanish by a stray click.
      closeOnClickOutside={codes.length === 0}
      title={t('secondFactor.addOf', { method: t(`secondFactor.from.${method}`) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {codes.length > 0 ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <MethodSetup
          methods={[method]}
          submit={t('secondFactor.confirm')}
          pending={confirm.isPending}
          error={confirm.error}
          onCode={onCode}
        />
      )}
    </Modal>
  );
}
