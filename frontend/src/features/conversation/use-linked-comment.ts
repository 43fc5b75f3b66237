import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';

import type { Comment } from './api/comment';
import { anchorOf, commentOf } from '@/shared/lib/comment-link';

const LIT_MS = 5_000;

/** The comment that the address leads to: brought into sight once it is there, lit for a while. */
export function useLinkedComment(comments: Comment[]): number | null {
  const linked = commentOf(useLocation().hash);
  const there = linked !== null && comments.some(({ id }) => id === linked);
  const [faded, setFaded] = useState<number | null>(null);

  useEffect(() => {
    if (!there) return;
    document.getElementById(anchorOf(linked))?.scrollIntoView({ block: 'center' });
    const timer = window.setTimeout(() => setFaded(linked), LIT_MS);
    return () => window.clearTimeout(timer);
  }, [linked, there]);

  return there && faded !== linked ? linked : null;
}
