import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { textOf } from '@/shared/lib/form-text';
import { showSuccess } from '@/shared/lib/toast';
import { FormDialog } from '@/shared/ui/form-dialog';

import { unroutedKeys } from '../api/keys';
import { makeRule, type NewRule } from '../api/settling';
import { useSettle } from '../api/use-settle';
import { kindOf, type UnroutedTicket } from '../unrouted';
import { BeginWith, beginningOf } from './begin-with';
import { RulePreview } from './rule-preview';

interface TicketDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

/** Make a draft that takes tickets like this one; what it would take is shown first. */
export function RuleDialog({ ticket, onClose }: TicketDialogProps) {
  const navigate = useNavigate();
  const [department, setDepartment] = useState<NewRule['department']>('any');
  const settle = useSettle((body: NewRule) => makeRule(ticket.id, body));
  const preview = useQuery({
    queryKey: unroutedKeys.rule(ticket.id, department),
    queryFn: () => makeRule(ticket.id, { department, dry_run: true }),
  });
  const kind = kindOf({ ...ticket, department: '' });

  function submit(form: HTMLFormElement) {
    settle.mutate(
      { department, ...beginningOf(textOf(form, 'begin')), name: textOf(form, 'name') },
      {
        onSuccess: ({ workflow }) => {
          showSuccess(t('coverage.created', { name: workflow?.name ?? '' }));
          onClose();
          void navigate(`/workflows/${workflow?.workflow_id}`);
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('triage.ruleTitle', { number: ticket.ticket_number })}
      submit={t('triage.ruleSubmit')}
      pending={settle.isPending}
      error={settle.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('triage.ruleHint')}</Text>
      <Radio.Group
        label={t('triage.takes')}
        value={department}
        onChange={(value) => setDepartment(value as NewRule['department'])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="any" label={t('triage.anyDepartment', { kind })} data-autofocus />
          {ticket.department && (
            <Radio
              value="this"
              label={t('triage.thisDepartment', { kind, department: ticket.department })}
            />
          )}
        </Stack>
      </Radio.Group>
      <BeginWith />
      <TextInput name="name" label={t('triage.name')} placeholder={kind} maxLength={150} />
      <RulePreview query={preview} />
    </FormDialog>
  );
}
