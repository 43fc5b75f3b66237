import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';

import { useDeployedWorkflows } from '../api/use-deployed-workflows';
import { useRoute } from '../api/use-route';
import { kindOf, type UnroutedTicket } from '../unrouted';

interface RouteDialogProps {
  ticket: UnroutedTicket;
  onClose: () => void;
}

export function RouteDialog({ ticket, onClose }: RouteDialogProps) {
  const workflows = useDeployedWorkflows();
  const route = useRoute(ticket.id);
  const nearest = ticket.nearest.find(({ status }) => status === 'deployed');
  const [chosen, setChosen] = useState(nearest ? String(nearest.workflow_id) : null);
  const number = ticket.ticket_number;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!chosen) return;
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    route.mutate(
      { workflow_id: Number(chosen), reason },
      {
        onSuccess: () => {
          showSuccess(t('unrouted.routed', { number }));
          onClose();
        },
        onError: showFailure,
      },
    );
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('unrouted.routeTitle', { number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            {ticket.subject} ({kindOf(ticket)})
          </Text>
          <Select
            label={t('unrouted.workflow')}
            description={t('unrouted.routeHint')}
            placeholder={t('unrouted.chooseWorkflow')}
            searchable
            required
            data={(workflows.data ?? []).map((one) => ({
              value: String(one.workflow_id),
              label: `${one.name} (${kindOf(one)})`,
            }))}
            error={workflows.error?.message}
            value={chosen}
            onChange={setChosen}
            data-autofocus
          />
          <Textarea
            name="reason"
            label={t('failedWork.reason')}
            maxLength={1000}
            autosize
            minRows={2}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={route.isPending} disabled={!chosen}>
              {t('unrouted.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
