import { Button, Skeleton, Stack } from '@mantine/core';
import { IconTicketOff } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { components } from '@/api/ticket';
import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RelativeTime } from '@/shared/ui/relative-time';
import { StatusBadge } from '@/shared/ui/status-badge';

import { useMyTickets } from '../api/use-my-tickets';
import { Eta } from './eta';
import classes from './ticket-list.module.css';

type Ticket = components['schemas']['TicketSummary'];

export function TicketList({ search, openOnly }: { search: string; openOnly: boolean }) {
  const tickets = useMyTickets(search, openOnly);

  if (tickets.isPending) {
    return (
      <Stack gap="xs" aria-busy>
        {[1, 2, 3, 4].map((row) => (
          <Skeleton key={row} height={68} radius="lg" />
        ))}
      </Stack>
    );
  }
  if (tickets.isError) {
    return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  }
  const rows = tickets.data.pages.flatMap((page) => page.results);
  if (rows.length === 0) return <NoTickets searching={search !== ''} openOnly={openOnly} />;
  return (
    <>
      <ul className={classes.list}>
        {rows.map((ticket) => (
          <Row key={ticket.ticket_id} ticket={ticket} />
        ))}
      </ul>
      {tickets.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          mt="sm"
          loading={tickets.isFetchingNextPage}
          onClick={() => void tickets.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

function Row({ ticket }: { ticket: Ticket }) {
  return (
    <li>
      <Link
        to={`/portal/tickets/${encodeURIComponent(ticket.ticket_number)}`}
        className={classes.row}
      >
        <div className={classes.words}>
          <span className={classes.subject}>{ticket.subject}</span>
          <span className={classes.facts}>
            <span className="tabular">{ticket.ticket_number}</span>
            <span aria-hidden>·</span>
            {[ticket.category, ticket.sub_category].filter(Boolean).join(' › ')}
            <span aria-hidden>·</span>
            <RelativeTime at={ticket.submitted_at} />
          </span>
        </div>
        <div className={classes.state}>
          <StatusBadge status={ticket.status} />
          <span className={classes.facts}>
            {ticket.step && `${ticket.step} · `}
            <Eta eta={ticket.eta} latest={ticket.eta_latest} status={ticket.status} />
          </span>
        </div>
      </Link>
    </li>
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
