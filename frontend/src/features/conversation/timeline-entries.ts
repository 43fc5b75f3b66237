import type { Comment } from './api/comment';

/** Something that happened to a ticket besides a comment. */
export interface TimelineEvent {
  id: string;
  at: string;
  /** A person's act, or something the system did by its rules. */
  origin: 'action' | 'system';
  kind: string;
  person: string | null;
  text: string;
  notes: string;
}

export type TimelineEntry =
  | { type: 'comment'; id: string; at: string; comment: Comment }
  | { type: 'event'; id: string; at: string; event: TimelineEvent }
  | { type: 'fold'; id: string; at: string; events: TimelineEvent[] };

export const TIMELINE_FILTERS = ['all', 'comments', 'actions', 'system'] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

// Shorter runs read better in full.
const FOLD_FROM = 4;

function wanted(filter: TimelineFilter, entry: TimelineEntry): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'comments':
      return entry.type === 'comment';
    case 'actions':
      return entry.type === 'event' && entry.event.origin === 'action';
    case 'system':
      return entry.type === 'event' && entry.event.origin === 'system';
  }
}

/** Comments and events as one stream, oldest first; long runs of system events are folded. */
export function timelineOf(
  comments: Comment[],
  events: TimelineEvent[],
  filter: TimelineFilter,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...comments.map((comment) => ({
      type: 'comment' as const,
      id: `comment-${comment.id}`,
      at: comment.created_at,
      comment,
    })),
    ...events.map((event) => ({
      type: 'event' as const,
      id: `event-${event.id}`,
      at: event.at,
      event,
    })),
  ];
  const shown = entries
    .filter((entry) => wanted(filter, entry))
    .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
  return filter === 'all' ? foldRuns(shown) : shown;
}

function foldRuns(entries: TimelineEntry[]): TimelineEntry[] {
  const folded: TimelineEntry[] = [];
  let run: TimelineEvent[] = [];

  const close = () => {
    folded.push(...foldOf(run));
    run = [];
  };
  for (const entry of entries) {
    if (entry.type === 'event' && entry.event.origin === 'system') run.push(entry.event);
    else {
      close();
      folded.push(entry);
    }
  }
  close();
  return folded;
}

function foldOf(run: TimelineEvent[]): TimelineEntry[] {
  const [first] = run;
  if (first && run.length >= FOLD_FROM) {
    return [{ type: 'fold', id: `fold-${first.id}`, at: first.at, events: run }];
  }
  return run.map((event) => ({ type: 'event', id: `event-${event.id}`, at: event.at, event }));
}
