import { Paper, Stack } from '@mantine/core';
import { useParams } from 'react-router';

import { useCommentStream } from '@/features/conversation/api/use-comment-stream';
import { useComments } from '@/features/conversation/api/use-comments';
import { Composer } from '@/features/conversation/components/composer';
import { Timeline } from '@/features/conversation/components/timeline';
import type { TimelineEvent } from '@/features/conversation/timeline-entries';
import { newestSeq, useReading } from '@/features/conversation/use-reading';
import { useRefreshFiles } from '@/features/files/api/use-ticket-files';
import { CommentFiles } from '@/features/files/components/comment-files';
import { DropZone } from '@/features/files/components/drop-zone';
import { FilesPanel } from '@/features/files/components/files-panel';
import { useMyTicket } from '@/features/portal/api/use-my-ticket';
import { useTicketStream } from '@/features/portal/api/use-ticket-stream';
import { useTicketTimeline } from '@/features/portal/api/use-ticket-timeline';
import { TicketSummary } from '@/features/portal/components/ticket-summary';
import { eventInWords } from '@/features/portal/event-words';
import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { ConnectionBar } from '@/shared/ui/connection-bar';
import { ErrorState } from '@/shared/ui/error-state';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

import { useAttaching } from '../use-attaching';

type Event = NonNullable<ReturnType<typeof useTicketTimeline>['data']>[number];

function toTimelineEvents(events: Event[], source: string): TimelineEvent[] {
  return events.map((event, index) => ({
    id: String(index),
    at: event.at,
    kind: event.kind,
    text: eventInWords(event, source),
    origin: 'action',
    person: null,
    notes: '',
  }));
}

export function MyTicketPage() {
  const { number = '' } = useParams();
  const ticket = useMyTicket(number);
  return (
    <QueryView query={ticket} wholePage>
      {(data) => (
        <Page
          title={data.subject}
          back={{ to: '/portal/tickets', label: t('myTicket.back') }}
          narrow
        >
          <Stack gap="md">
            <TicketSummary ticket={data} />
            <Conversation number={number} source={data.source_service} />
            <Files number={number} />
          </Stack>
        </Page>
      )}
    </QueryView>
  );
}

function Conversation({ number, source }: { number: string; source: string }) {
  const comments = useComments(number);
  const timeline = useTicketTimeline(number);
  const conversation = useCommentStream(number);
  const unread = useReading(number, comments.data, useSession().id);
  const { attaching, take } = useAttaching();
  useTicketStream(number, useRefreshFiles(number));
  const failed = comments.isError ? comments : timeline.isError ? timeline : null;

  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      aria-label={t('myTicket.conversation')}
      style={{ overflow: 'hidden' }}
    >
      <ConnectionBar status={conversation.status} />
      <div style={{ padding: 16 }}>
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        ) : (
          <Timeline
            comments={comments.data}
            events={timeline.data && toTimelineEvents(timeline.data, source)}
            filter="all"
            showVisibility={false}
            firstUnread={unread?.id ?? null}
            filesOf={({ attachments }) => <CommentFiles files={attachments} />}
          />
        )}
      </div>
      <DropZone onFiles={take}>
        <Composer
          ticket={number}
          audience="requester"
          typing={conversation.typing}
          onTyping={conversation.tellTyping}
          seenSeq={newestSeq(comments.data ?? [])}
          attaching={attaching}
        />
      </DropZone>
    </Paper>
  );
}

function Files({ number }: { number: string }) {
  const comments = useComments(number).data ?? [];
  return (
    <Paper component="section" withBorder radius="lg" p="md" aria-label={t('files.tab')}>
      <FilesPanel number={number} commentFiles={comments.flatMap((each) => each.attachments)} />
    </Paper>
  );
}
