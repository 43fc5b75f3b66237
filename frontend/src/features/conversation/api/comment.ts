import type { components } from '@/api/messaging';

/** A comment or a reply; which one `parent_id` says. */
export type Comment = components['schemas']['ReplyOutput'];
export type Visibility = Comment['visibility'];

type Thread = components['schemas']['CommentOutput'];

/** Comments and their replies as one list in the order they were written. */
export function flatten(threads: Thread[]): Comment[] {
  return threads
    .flatMap(({ replies, ...comment }): Comment[] => [comment, ...replies])
    .sort((left, right) => left.seq - right.seq);
}
