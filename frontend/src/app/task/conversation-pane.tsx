import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import type { useCommentStream } from '@/features/conversation/api/use-comment-stream';
import { useComments } from '@/features/conversation/api/use-comments';
import { Composer } from '@/features/conversation/components/composer';
import { TimelineFilterControl } from '@/features/conversation/components/timeline-filter';
import { Timeline, UNREAD_ID } from '@/features/conversation/components/timeline';
import type { TimelineFilter } from '@/features/conversation/timeline-entries';
import { newestSeq, useReading } from '@/features/conversation/use-reading';
import { CommentFiles } from '@/features/files/components/comment-files';
import { DropZone } from '@/features/files/components/drop-zone';
import { useColleagues } from '@/features/tasks/api/use-colleagues';
import { useHistory } from '@/features/tasks/api/use-history';
import type { Task } from '@/features/tasks/task';
import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { commentOf } from '@/shared/lib/comment-link';
import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { ErrorState } from '@/shared/ui/error-state';

import { useAttaching } from '../use-attaching';
import { toTimelineEvents } from './timeline-events';
import { useCopyKey } from './use-copy-key';
import type { MacroWork } from './use-macro-work';
import classes from './task-view.module.css';

interface ConversationPaneProps {
  task: Task;
  conversation: ReturnType<typeof useCommentStream>;
  macros: MacroWork;
}

export function ConversationPane({ task, conversation, macros }: ConversationPaneProps) {
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const comments = useComments(task.ticket_number);
  const history = useHistory(String(task.task_id));
  const people = useColleagues(String(task.task_id));
  const unread = useReading(task.ticket_number, comments.data, useSession().id);
  const { attaching, take } = useAttaching();
  const stream = useRef<HTMLDivElement>(null);
  useEndInSight(stream, (comments.data?.length ?? 0) + (history.data?.length ?? 0));
  useShortcuts({
    c: () => document.getElementById('composer')?.focus(),
  });
  useCopyKey(task);
  const failed = comments.isError ? comments : history.isError ? history : null;

  return (
    <section className={classes.pane}>
      <div className={classes.bar}>
        <TimelineFilterControl value={filter} onChange={setFilter} />
        {unread && (filter === 'all' || filter === 'comments') && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconArrowDown size={13} />}
            onClick={goToUnread}
          >
            {t('timeline.goToNew')}
          </Button>
        )}
      </div>
      {/* Focusable, because it scrolls. */}
      <div ref={stream} className={classes.stream} tabIndex={0} role="region" aria-live="polite">
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        ) : (
          <Timeline
            comments={comments.data}
            events={history.data && toTimelineEvents(history.data)}
            filter={filter}
            showVisibility
            firstUnread={unread?.id ?? null}
            filesOf={({ attachments }) => <CommentFiles files={attachments} />}
          />
        )}
      </div>
      <DropZone onFiles={take}>
        <Composer
          ticket={task.ticket_number}
          audience="choose"
          typing={conversation.typing}
          onTyping={conversation.tellTyping}
          seenSeq={newestSeq(comments.data ?? [])}
          people={people}
          attaching={attaching}
          onMacros={macros.openFromComposer}
          brought={macros.brought}
          onTaken={macros.taken}
        />
      </DropZone>
    </section>
  );
}

function goToUnread() {
  const divider = document.getElementById(UNREAD_ID);
  divider?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  divider?.focus({ preventScroll: true });
}

const NEAR_END_PX = 140;

/** Keep the newest entry in view for somebody who is reading there, and for nobody else. */
function useEndInSight(box: React.RefObject<HTMLDivElement | null>, entries: number) {
  // An address that leads to a comment is not about the newest one.
  const atEnd = useRef(commentOf(window.location.hash) === null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const remember = () => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      atEnd.current = below < NEAR_END_PX;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [box]);

  useEffect(() => {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [box, entries]);
}
