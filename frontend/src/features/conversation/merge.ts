import type { Comment } from './api/comment';

/** `comments` with `comment` in its place: once, however often and by whichever way it came. */
export function withComment(comments: Comment[], comment: Comment): Comment[] {
  const known = comments.findIndex((candidate) => candidate.id === comment.id);
  if (known >= 0) return comments.with(known, comment);
  return [...comments, comment].sort((left, right) => left.seq - right.seq);
}
