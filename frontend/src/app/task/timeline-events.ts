import type { TimelineEvent } from '@/features/conversation/timeline-entries';
import type { TaskEvent } from '@/features/tasks/task';

/** The history of a task as the conversation shows it beside the comments. */
export function toTimelineEvents(history: TaskEvent[]): TimelineEvent[] {
  return history.map((entry) => ({
    id: String(entry.id),
    at: entry.at,
    kind: entry.kind,
    origin: entry.actor_id === null ? 'system' : 'action',
    person: entry.actor_id === null ? null : entry.actor_name,
    text: entry.summary,
    notes: entry.notes,
  }));
}
