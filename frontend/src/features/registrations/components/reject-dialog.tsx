import { Textarea } from '@mantine/core';

import { textOf } from '@/shared/lib/form-text';
import { t } from '@/shared/lib/i18n';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { useReject } from '../api/use-registrations';
import type { Registration } from '../registrations';

interface RejectDialogProps {
  registration: Registration;
  onClose: () => void;
}

export function RejectDialog({ registration, onClose }: RejectDialogProps) {
  const reject = useReject(registration.id);
  const { full_name: name } = registration;
  return (
    <FormDialog
      title={t('registrations.rejectOf', { name })}
      submit={t('registrations.reject')}
      dangerous
      pending={reject.isPending}
      error={reject.error}
      fields={['reason']}
      onClose={onClose}
      onSubmit={(form) =>
        reject.mutate(textOf(form, 'reason'), {
          onSuccess: () => {
            showSuccess(t('registrations.rejected', { name }));
            onClose();
          },
        })
      }
    >
      <Textarea
        name="reason"
        label={t('registrations.reason')}
        description={t('registrations.reasonHint')}
        required
        maxLength={500}
        autosize
        minRows={2}
        error={problemOf(reject.error, 'reason')}
        data-autofocus
      />
    </FormDialog>
  );
}
