import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';

import { t, tWord } from '@/shared/lib/i18n';
import { textOf } from '@/shared/lib/form-text';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { accept, type Correction } from '../api/settling';
import { useSettle } from '../api/use-settle';
import type { UnroutedTicket } from '../unrouted';
import classes from './unrouted-list.module.css';

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;

interface TicketDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

/** Correct what the sender got wrong, beside what was sent, and let the ticket begin. */
export function AcceptDialog({ ticket, onClose }: TicketDialogProps) {
  const settle = useSettle((body: Correction) => accept(ticket.id, body));
  const number = ticket.ticket_number;

  function submit(form: HTMLFormElement) {
    settle.mutate(
      {
        subject: textOf(form, 'subject'),
        category: textOf(form, 'category'),
        sub_category: textOf(form, 'sub_category'),
        department: textOf(form, 'department'),
        priority: textOf(form, 'priority') as Correction['priority'],
        reason: textOf(form, 'reason'),
      },
      {
        onSuccess: () => {
          showSuccess(t('unrouted.routed', { number }));
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('triage.acceptTitle', { number })}
      submit={t('triage.acceptSubmit')}
      pending={settle.isPending}
      error={settle.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('triage.acceptHint')}</Text>
      <section aria-label={t('triage.sent')} className={classes.sent}>
        <strong>{t('triage.sent')}</strong>
        <p>{ticket.description}</p>
      </section>
      <TextInput
        name="subject"
        label={t('triage.subject')}
        defaultValue={ticket.subject}
        maxLength={200}
        required
      />
      <TextInput
        name="category"
        label={t('triage.category')}
        defaultValue={ticket.category}
        maxLength={100}
        required
        data-autofocus
      />
      <TextInput
        name="sub_category"
        label={t('triage.subCategory')}
        defaultValue={ticket.sub_category}
        maxLength={100}
        required
      />
      <TextInput
        name="department"
        label={t('triage.department')}
        defaultValue={ticket.department}
        maxLength={100}
      />
      <NativeSelect
        name="priority"
        label={t('triage.priority')}
        defaultValue={ticket.priority}
        data={PRIORITIES.map((word) => ({ value: word, label: tWord('priority', word) }))}
      />
      <Textarea name="reason" label={t('triage.reason')} maxLength={1000} autosize minRows={2} />
    </FormDialog>
  );
}
