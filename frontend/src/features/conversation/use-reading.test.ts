import { expect, it } from 'vitest';

import type { Comment } from './api/comment';
import { firstUnread, newestSeq } from './use-reading';

const MARIA = 11;

function by(user_id: number, seq: number, deleted_at: string | null = null): Comment {
  return { id: seq * 10, seq, user_id, deleted_at } as Comment;
}

it('finds where what others wrote since begins', () => {
  const comments = [by(12, 1), by(MARIA, 2), by(12, 3, '2026-11-21T10:00:00Z'), by(12, 5)];

  expect(firstUnread(comments, 1, MARIA)?.seq).toBe(5);
  expect(firstUnread(comments, 5, MARIA)).toBeNull();
  expect(firstUnread([by(MARIA, 7)], 0, MARIA)).toBeNull();
});

it('knows the newest comment wherever it stands', () => {
  expect(newestSeq([by(12, 4), by(12, 9), by(12, 2)])).toBe(9);
  expect(newestSeq([])).toBe(0);
});
