import { Text, Textarea, TextInput } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { textOf } from '@/shared/lib/form-text';
import { problemOf } from '@/shared/lib/problem-of';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { markDuplicate } from '../api/settling';
import { useSettle } from '../api/use-settle';
import type { UnroutedTicket } from '../unrouted';

interface TicketDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

/** Close a ticket because another one is about the same thing. */
export function DuplicateDialog({ ticket, onClose }: TicketDialogProps) {
  const settle = useSettle((body: { of: string; message: string }) =>
    markDuplicate(ticket.id, body),
  );
  const number = ticket.ticket_number;

  function submit(form: HTMLFormElement) {
    const of = textOf(form, 'of');
    settle.mutate(
      { of, message: textOf(form, 'message') },
      {
        onSuccess: () => {
          showSuccess(t('triage.duplicated', { number, of }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('triage.duplicateTitle', { number })}
      submit={t('triage.duplicateSubmit')}
      pending={settle.isPending}
      error={settle.error}
      fields={['of']}
      dangerous
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('triage.duplicateHint')}</Text>
      <TextInput
        name="of"
        label={t('triage.of')}
        error={problemOf(settle.error, 'of')}
        maxLength={64}
        required
        data-autofocus
      />
      <Textarea name="message" label={t('triage.message')} maxLength={1000} autosize minRows={2} />
    </FormDialog>
  );
}
