import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsSplit2, IconRouteOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';
import { hasRole, useSession } from '@/shared/lib/session';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { PriorityMark } from '@/shared/ui/priority-mark';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useUnrouted } from '../api/use-unrouted';
import { causeHref, kindOf, letterHref, type UnroutedTicket } from '../unrouted';
import { NearestWorkflows } from './nearest-workflows';
import { RouteDialog } from './route-dialog';
import classes from './unrouted-list.module.css';

/** Tickets that wait for a workflow, the one that waits longest first. */
export function UnroutedList({ search }: { search: string }) {
  const tickets = useUnrouted(search);

  if (tickets.isPending) return <CardsSkeleton />;
  if (tickets.isError) {
    return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  }
  const rows = tickets.data.pages.flatMap((page) => page.results);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={IconArrowsSplit2}
        title={t(search ? 'unrouted.noneMatching' : 'unrouted.none')}
        hint={t(search ? 'unrouted.noneMatchingHint' : 'unrouted.noneHint')}
      />
    );
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
        <NearestWorkflows near={ticket.nearest} />
      </div>
      <TicketActions ticket={ticket} />
    </article>
  );
}

function TicketActions({ ticket }: { ticket: UnroutedTicket }) {
  const mayRoute = hasRole(useSession(), 'Admin');
  const [routing, setRouting] = useState(false);
  return (
    <Group gap="sm" className={classes.actions}>
      {mayRoute && (
        <Button size="xs" onClick={() => setRouting(true)}>
          {t('unrouted.route')}
        </Button>
      )}
      {ticket.letter && (
        <>
          <Anchor component={Link} size="sm" to={letterHref(ticket.letter)}>
            {t('unrouted.letter')}
          </Anchor>
          <Anchor component={Link} size="sm" to={causeHref(ticket.letter)}>
            {t('unrouted.allOfKind')}
          </Anchor>
        </>
      )}
      {routing && <RouteDialog ticket={ticket} onClose={() => setRouting(false)} />}
    </Group>
  );
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
