import { Radio, Stack, Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { textOf } from '@/shared/lib/form-text';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { snooze } from '../api/settling';
import { useSettle } from '../api/use-settle';
import type { UnroutedTicket } from '../unrouted';

const HOUR_MS = 3_600_000;
const LENGTHS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
type Length = keyof typeof LENGTHS;

interface TicketDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

/** Put a ticket out of the way for a while. */
export function SnoozeDialog({ ticket, onClose }: TicketDialogProps) {
  const settle = useSettle((until: string) => snooze(ticket.id, until));
  const number = ticket.ticket_number;

  function submit(form: HTMLFormElement) {
    const length = LENGTHS[textOf(form, 'length') as Length];
    settle.mutate(new Date(Date.now() + length).toISOString(), {
      onSuccess: () => {
        showSuccess(t('triage.putOff', { number }));
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={t('triage.snoozeTitle', { number })}
      submit={t('triage.snoozeSubmit')}
      pending={settle.isPending}
      error={settle.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('triage.snoozeHint')}</Text>
      <Radio.Group name="length" label={t('triage.snoozeHowLong')} defaultValue="day">
        <Stack gap="xs" mt="xs">
          {(Object.keys(LENGTHS) as Length[]).map((length) => (
            <Radio key={length} value={length} label={t(`triage.snoozeFor.${length}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
