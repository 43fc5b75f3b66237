import { Text, Textarea } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { textOf } from '@/shared/lib/form-text';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { decline } from '../api/settling';
import { useSettle } from '../api/use-settle';
import type { UnroutedTicket } from '../unrouted';

interface TicketDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

/** Close a ticket without work, with a message to its requester. */
export function DeclineDialog({ ticket, onClose }: TicketDialogProps) {
  const settle = useSettle((message: string) => decline(ticket.id, message));
  const number = ticket.ticket_number;

  function submit(form: HTMLFormElement) {
    settle.mutate(textOf(form, 'message'), {
      onSuccess: () => {
        showSuccess(t('triage.declined', { number }));
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={t('triage.declineTitle', { number })}
      submit={t('triage.declineSubmit')}
      pending={settle.isPending}
      error={settle.error}
      dangerous
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('triage.declineHint')}</Text>
      <Textarea
        name="message"
        label={t('triage.message')}
        maxLength={1000}
        autosize
        minRows={3}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
