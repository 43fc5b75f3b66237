import { Skeleton, Stack } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';

import type { Comment } from '../api/comment';
import { timelineOf, type TimelineEvent, type TimelineFilter } from '../timeline-entries';
import { useLinkedComment } from '../use-linked-comment';
import { CommentItem } from './comment-item';
import { EventFold, EventItem } from './event-item';
import classes from './timeline.module.css';

interface TimelineProps {
  comments: Comment[] | undefined;
  events: TimelineEvent[] | undefined;
  filter: TimelineFilter;
  /** Marks which comments the requester can read; needless where only those are shown. */
  showVisibility: boolean;
  /** The comment with which what is new begins. */
  firstUnread?: number | null;
  /** What is shown of a comment's files. */
  filesOf?: (comment: Comment) => ReactNode;
}

/** Where what is new begins. */
export const UNREAD_ID = 'first-unread';

export function Timeline({ comments, events, ...props }: TimelineProps) {
  if (!comments || !events) {
    return (
      <Stack gap="md" aria-busy>
        {[72, 48, 90].map((height) => (
          <Skeleton key={height} height={height} />
        ))}
      </Stack>
    );
  }
  return <Entries comments={comments} events={events} {...props} />;
}

interface EntriesProps extends TimelineProps {
  comments: Comment[];
  events: TimelineEvent[];
}

function Entries(props: EntriesProps) {
  const { comments, events, filter, showVisibility, firstUnread, filesOf } = props;
  const linked = useLinkedComment(comments);
  const entries = timelineOf(comments, events, filter);
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={IconMessageCircle}
        title={t('timeline.empty')}
        hint={t('timeline.emptyHint')}
      />
    );
  }
  return (
    <ol className={classes.timeline} aria-label={t('timeline.title')}>
      {entries.map((entry) => (
        <li key={entry.id} id={entry.id}>
          {entry.type === 'comment' && entry.comment.id === firstUnread && (
            <p id={UNREAD_ID} className={classes.divider} tabIndex={-1}>
              {t('timeline.newSince')}
            </p>
          )}
          {entry.type === 'comment' && (
            <CommentItem
              comment={entry.comment}
              files={filesOf?.(entry.comment)}
              showVisibility={showVisibility}
              linked={entry.comment.id === linked}
            />
          )}
          {entry.type === 'event' && <EventItem event={entry.event} />}
          {entry.type === 'fold' && <EventFold events={entry.events} />}
        </li>
      ))}
    </ol>
  );
}
