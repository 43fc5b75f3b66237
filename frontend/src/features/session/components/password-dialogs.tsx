import { Modal, Text } from '@mantine/core';

import { rawTextOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';
import { SecretInput } from '@/shared/ui/password-inputs';

import { useRemoveMethod, useRenewRecoveryCodes } from '../api/use-second-factor-setup';
import type { Method } from '../second-factor';
import { RecoveryCodes } from './recovery-codes';

interface RemoveMethodDialogProps {
  method: Method;
  onClose: () => void;
}

export function RemoveMethodDialog({ method, onClose }: RemoveMethodDialogProps) {
  const remove = useRemoveMethod(method);
  const name = t(`secondFactor.from.${method}`);
  return (
    <FormDialog
      title={t('secondFactor.removeOf', { method: name })}
      submit={t('secondFactor.remove')}
      dangerous
      pending={remove.isPending}
      error={remove.error}
      fields={['password']}
      onClose={onClose}
      onSubmit={(form) =>
        remove.mutate(rawTextOf(form, 'password'), {
          onSuccess: () => {
            showSuccess(t('secondFactor.removed'));
            onClose();
          },
        })
      }
    >
      <Text size="sm">{t('secondFactor.removeHint')}</Text>
      <OwnPassword error={remove.error} />
    </FormDialog>
  );
}

export function RenewCodesDialog({ onClose }: { onClose: () => void }) {
  const renew = useRenewRecoveryCodes();
  const title = t('secondFactor.renew');
  if (renew.isSuccess) {
    return (
      <Modal
        opened
        onClose={onClose}
        closeOnClickOutside={false}
        title={title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <RecoveryCodes codes={renew.data.recovery_codes} onDone={onClose} />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={title}
      pending={renew.isPending}
      error={renew.error}
      fields={['password']}
      onClose={onClose}
      onSubmit={(form) => renew.mutate(rawTextOf(form, 'password'))}
    >
      <Text size="sm">{t('secondFactor.renewHint')}</Text>
      <OwnPassword error={renew.error} />
    </FormDialog>
  );
}

function OwnPassword({ error }: { error: unknown }) {
  return (
    <SecretInput
      name="password"
      label={t('signIn.password')}
      autoComplete="current-password"
      error={problemOf(error, 'password')}
      data-autofocus
    />
  );
}
