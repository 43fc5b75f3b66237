import { Anchor, Center } from '@mantine/core';
import { IconTicketOff } from '@tabler/icons-react';
import { Link, Navigate, useLocation, useParams } from 'react-router';

import { useTaskOfTicket } from '@/features/tasks/api/use-task-of-ticket';
import { t } from '@/shared/lib/i18n';
import { hasRole, isStaff, useSession } from '@/shared/lib/session';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';

/** From a ticket's number, as mails and other systems know it, to the screen that shows it. */
export function TicketRedirect() {
  const { number = '' } = useParams();
  const { hash } = useLocation();
  const session = useSession();
  if (!isStaff(session)) {
    return <Navigate to={`/portal/tickets/${encodeURIComponent(number)}${hash}`} replace />;
  }
  return <TaskRedirect number={number} hash={hash} />;
}

function TaskRedirect({ number, hash }: { number: string; hash: string }) {
  const task = useTaskOfTicket(number);
  const mayLook = hasRole(useSession(), 'Admin', 'Auditor');
  return (
    <QueryView query={task} wholePage>
      {(found) =>
        found ? (
          <Navigate to={`/tasks/${found.task_id}${hash}`} replace />
        ) : (
          <Center h="100%">
            <EmptyState
              wholePage
              icon={IconTicketOff}
              title={t('ticket.noTask', { number })}
              hint={t('ticket.noTaskHint')}
              action={mayLook && <AmongUnrouted number={number} />}
            />
          </Center>
        )
      }
    </QueryView>
  );
}

function AmongUnrouted({ number }: { number: string }) {
  return (
    <Anchor component={Link} to={`/unrouted?search=${encodeURIComponent(number)}`}>
      {t('ticket.lookAmongUnrouted')}
    </Anchor>
  );
}
