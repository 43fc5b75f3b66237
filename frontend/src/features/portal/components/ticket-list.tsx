import { Button } from '@mantine/core';
import { IconTicketOff } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { components } from '@/api/ticket';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RelativeTime } from '@/shared/ui/relative-time';
import { MoreRows, Row, Rows, RowsSkeleton } from '@/shared/ui/rows';
import { StatusBadge } from '@/shared/ui/status-badge';

import { useMyTickets } from '../api/use-my-tickets';
import { Eta, isOver } from './eta';

type Ticket = components['schemas']['TicketSummary'];

export function TicketList({ search, openOnly }: { search: string; openOnly: boolean }) {
  const tickets = useMyTickets(search, openOnly);

  if (tickets.isPending) return <RowsSkeleton />;
  if (tickets.isError) {
    return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  }
  const rows = tickets.data.pages.flatMap((page) => page.results);
  if (rows.length === 0) return <NoTickets searching={search !== ''} openOnly={openOnly} />;
  return (
    <>
      <Rows>
        {rows.map((ticket) => (
          <TicketRow key={ticket.ticket_id} ticket={ticket} />
        ))}
      </Rows>
      <MoreRows {...tickets} />
    </>
  );
}

function TicketRow({ ticket }: { ticket: Ticket }) {
  return (
    <Row
      to={`/portal/tickets/${encodeURIComponent(ticket.ticket_number)}`}
      title={ticket.subject}
      badges={<StatusBadge status={ticket.status} />}
      facts={[
        <span key="number" className="tabular">
          {ticket.ticket_number}
        </span>,
        [ticket.category, ticket.sub_category].filter(Boolean).join(' › '),
        <RelativeTime key="at" at={ticket.submitted_at} />,
        ticket.step,
        !isOver(ticket.status) && (
          <Eta key="eta" eta={ticket.eta} latest={ticket.eta_latest} status={ticket.status} />
        ),
      ]}
    />
  );
}

function NoTickets({ searching, openOnly }: { searching: boolean; openOnly: boolean }) {
  if (searching) {
    return (
      <EmptyState
        icon={IconTicketOff}
        title={t('myTickets.noMatch')}
        hint={t('myTickets.noMatchHint')}
      />
    );
  }
  return (
    <EmptyState
      icon={IconTicketOff}
      title={t(openOnly ? 'myTickets.noneOpen' : 'myTickets.none')}
      hint={t('myTickets.noneHint')}
      action={
        <Button component={Link} to="/portal/submit" variant="light">
          {t('nav.submit')}
        </Button>
      }
    />
  );
}
