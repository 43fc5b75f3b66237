import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

import { messagingService, unwrap } from '@/api/client';

import type { Visibility } from './comment';
import { commentKeys } from './keys';

export interface DraftText {
  text: string;
  visibility: Visibility;
  mentions: number[];
}

const SAVED_AFTER_MS = 1_500;
const of = (ticket: string) => ({ params: { path: { ticket_id: ticket } } });

export type DraftState = 'idle' | 'saving' | 'saved' | 'failed';

/** What was begun on this ticket earlier, wherever that was. */
export function useDraft(ticket: string) {
  return useQuery({
    queryKey: commentKeys.draft(ticket),
    queryFn: () => unwrap(messagingService.GET('/api/drafts/{ticket_id}/', of(ticket))),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

/** Keeps what is being written, a moment after the last key and when the page is left. */
export function useKeepDraft(ticket: string) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<DraftState>('idle');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const waiting = useRef<DraftText | null>(null);
  const timer = useRef<number>(undefined);
  const saving = useRef(Promise.resolve());

  const put = useCallback(async () => {
    window.clearTimeout(timer.current);
    const draft = waiting.current;
    if (!draft) return;
    waiting.current = null;
    setState('saving');
    try {
      const kept = await unwrap(
        messagingService.PUT('/api/drafts/{ticket_id}/', { ...of(ticket), body: draft }),
      );
      queryClient.setQueryData(commentKeys.draft(ticket), kept);
      setSavedAt(kept.saved_at);
      setState(kept.saved_at ? 'saved' : 'idle');
    } catch {
      // The text is on the screen; the next key, or leaving, tries again.
      waiting.current ??= draft;
      setState('failed');
    }
  }, [queryClient, ticket]);
  const save = useCallback(() => (saving.current = saving.current.then(put)), [put]);

  const keep = useCallback(
    (draft: DraftText) => {
      waiting.current = draft;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void save(), SAVED_AFTER_MS);
    },
    [save],
  );
  /** Before it becomes a comment: nothing of it may be saved after that. */
  const settle = useCallback(() => {
    window.clearTimeout(timer.current);
    waiting.current = null;
    return saving.current;
  }, []);
  /** It became a comment, with which the service forgets it. */
  const forget = useCallback(() => {
    window.clearTimeout(timer.current);
    waiting.current = null;
    setState('idle');
    void queryClient.resetQueries({ queryKey: commentKeys.draft(ticket) });
  }, [queryClient, ticket]);

  useEffect(() => {
    const onHide = () => void save();
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      onHide();
    };
  }, [save]);

  return { state, savedAt, keep, settle, forget };
}
