const COMMENT = /^#comment-(\d+)$/;

/** The id of a comment's element. */
export function anchorOf(comment: number): string {
  return `comment-${comment}`;
}

/** The address of this page with a comment in sight. */
export function linkTo(comment: number): string {
  const url = new URL(window.location.href);
  url.hash = anchorOf(comment);
  return url.href;
}

/** The comment that an address leads to. */
export function commentOf(hash: string): number | null {
  const id = COMMENT.exec(hash)?.[1];
  return id === undefined ? null : Number(id);
}
