import { expect, it } from 'vitest';

import type { Comment } from './api/comment';
import { withComment } from './merge';
import { timelineOf, type TimelineEvent } from './timeline-entries';

function makeComment(seq: number, text = 'Hello'): Comment {
  const at = new Date(Date.UTC(2026, 10, 21, 10, seq)).toISOString();
  return {
    id: seq,
    seq,
    ticket_id: 'HD-1',
    user_id: 11,
    username: 'maria.reyes',
    full_name: 'Maria Reyes',
    text,
    parent_id: null,
    attachments: [],
    ratings: { thumbs_up: 0, thumbs_down: 0 },
    my_rating: 'none',
    visibility: 'internal',
    mentions: [],
    mentioned: [],
    created_at: at,
    updated_at: at,
    edited_at: null,
    deleted_at: null,
  };
}

function makeEvent(minute: number, origin: TimelineEvent['origin']): TimelineEvent {
  const at = new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString();
  return { id: String(minute), at, origin, kind: 'assigned', person: null, text: 'x', notes: '' };
}

it('shows a comment once that came as an answer and by the stream', () => {
  const sent = makeComment(2);

  const comments = withComment(withComment([makeComment(1)], sent), sent);

  expect(comments.map(({ id }) => id)).toEqual([1, 2]);
});

it('replaces an edited comment in its place', () => {
  const comments = withComment([makeComment(1), makeComment(2)], makeComment(1, 'Better'));

  expect(comments.map(({ text }) => text)).toEqual(['Better', 'Hello']);
});

it('mixes comments and events by time', () => {
  const entries = timelineOf(
    [makeComment(5)],
    [makeEvent(1, 'action'), makeEvent(9, 'action')],
    'all',
  );

  expect(entries.map(({ type }) => type)).toEqual(['event', 'comment', 'event']);
});

it('folds a long run of system events', () => {
  const run = [1, 2, 3, 4].map((minute) => makeEvent(minute, 'system'));

  expect(timelineOf([], run, 'all').map(({ type }) => type)).toEqual(['fold']);
  expect(timelineOf([], run, 'system')).toHaveLength(4);
});
