import { Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsSplit2, IconRouteOff } from '@tabler/icons-react';

import { t, type MessageKey } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { RelativeTime } from '@/shared/ui/relative-time';
import { MoreRows } from '@/shared/ui/rows';

import { useUnrouted } from '../api/use-unrouted';
import { kindOf, type UnroutedTicket } from '../unrouted';
import { NearestWorkflows } from './nearest-workflows';
import { TicketActions } from './ticket-actions';
import classes from './unrouted-list.module.css';

interface UnroutedListProps {
  search: string;
  /** Those that were put off, instead of those that need somebody now. */
  snoozed?: boolean;
}

/** Tickets that wait for a workflow, the one that waits longest first. */
export function UnroutedList({ search, snoozed = false }: UnroutedListProps) {
  const tickets = useUnrouted(search, snoozed);

  if (tickets.isPending) return <CardsSkeleton />;
  if (tickets.isError) {
    return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  }
  const rows = tickets.data.pages.flatMap((page) => page.results);
  if (rows.length === 0) {
    return <NoTickets searched={search !== ''} snoozed={snoozed} />;
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {t('unrouted.count', { count: tickets.data.pages[0]?.count ?? 0 })}. {t('unrouted.intro')}
      </Text>
      <ul className={classes.list}>
        {rows.map((ticket) => (
          <li key={ticket.id}>
            <TicketCard ticket={ticket} />
          </li>
        ))}
      </ul>
      <MoreRows {...tickets} />
    </>
  );
}

function TicketCard({ ticket }: { ticket: UnroutedTicket }) {
  return (
    <article className={classes.card} aria-label={ticket.ticket_number}>
      <div className={classes.words}>
        <h2 className={classes.subject}>{ticket.subject}</h2>
        <span className={classes.facts}>
          <span className="tabular">{ticket.ticket_number}</span>
          <span aria-hidden>·</span>
          {kindOf(ticket)}
          <span aria-hidden>·</span>
          <PriorityMark priority={ticket.priority} />
          <span aria-hidden>·</span>
          <RelativeTime at={ticket.submitted_at} />
          {ticket.requester_email && (
            <>
              <span aria-hidden>·</span>
              {t('unrouted.from', { address: ticket.requester_email })}
            </>
          )}
        </span>
        <Text size="sm" className={classes.reason}>
          <IconRouteOff size={15} aria-hidden /> {ticket.unrouted_reason}
        </Text>
        {ticket.snoozed_until && (
          <Text size="sm" c="dimmed">
            {t('triage.until')} <RelativeTime at={ticket.snoozed_until} />
          </Text>
        )}
        <NearestWorkflows near={ticket.nearest} />
      </div>
      <TicketActions ticket={ticket} />
    </article>
  );
}

function NoTickets({ searched, snoozed }: { searched: boolean; snoozed: boolean }) {
  const words: [MessageKey, MessageKey] = searched
    ? ['unrouted.noneMatching', 'unrouted.noneMatchingHint']
    : snoozed
      ? ['triage.noneSnoozed', 'triage.noneSnoozedHint']
      : ['unrouted.none', 'unrouted.noneHint'];
  return <EmptyState icon={IconArrowsSplit2} title={t(words[0])} hint={t(words[1])} />;
}

function CardsSkeleton() {
  return (
    <Stack gap="xs" aria-busy>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={132} radius="lg" />
      ))}
    </Stack>
  );
}
