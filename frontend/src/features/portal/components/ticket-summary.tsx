import { Group, Paper, Text } from '@mantine/core';

import type { components } from '@/api/ticket';
import { t, tWord } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';
import { StatusBadge } from '@/shared/ui/status-badge';

import { Eta } from './eta';

/** How a ticket stands, in the requester's words. */
export function TicketSummary({ ticket }: { ticket: components['schemas']['TicketOutput'] }) {
  return (
    <Paper withBorder radius="lg" p="md">
      <Group gap="sm" mb={6}>
        <StatusBadge status={ticket.status} />
        <Text size="sm" c="dimmed" component="span">
          <Eta eta={ticket.eta} latest={ticket.eta_latest} status={ticket.status} />
        </Text>
      </Group>
      <Text size="sm" mb="xs">
        {tWord('myTicket.meaning', ticket.status)}
      </Text>
      <FactList
        facts={[
          {
            label: t('myTicket.number'),
            value: <span className="tabular">{ticket.ticket_number}</span>,
          },
          { label: t('myTicket.step'), value: ticket.step },
          { label: t('myTicket.assignee'), value: ticket.assignee?.name },
          {
            label: t('details.category'),
            value: [ticket.category, ticket.sub_category].filter(Boolean).join(' › '),
          },
          { label: t('details.priority'), value: tWord('priority', ticket.priority) },
          { label: t('details.submitted'), value: <RelativeTime at={ticket.submitted_at} /> },
          {
            label: t('details.description'),
            value: <span style={{ whiteSpace: 'pre-wrap' }}>{ticket.description}</span>,
          },
        ]}
      />
    </Paper>
  );
}
