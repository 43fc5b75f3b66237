import { useRef, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import type { Visibility } from './api/comment';
import { useDraft, useKeepDraft, type DraftText } from './api/use-draft';
import { useSendComment } from './api/use-send-comment';

/** What is needed to send files along; how they travel is not the composer's business. */
export interface Attachments {
  /** Of the files that wait for their comment. */
  names: string[];
  send: (commentId: number) => void;
}

interface Writing {
  ticket: string;
  /** What a requester writes they and the staff can read. */
  isRequester: boolean;
  /** The newest comment on the screen. */
  seenSeq: number;
  attachments?: Attachments;
}

const NOTHING: DraftText = { text: '', visibility: 'internal', mentions: [] };

/** What a fast writer typed while their comment was on its way. */
function addedSince(sent: string, now: string): string {
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}

/** The comment that is being written: kept as a draft, sent once. */
export function useWriting({ ticket, isRequester, seenSeq, attachments }: Writing) {
  const { data: begun, isPending: waiting } = useDraft(ticket);
  const sending = useSendComment(ticket);
  const draft = useKeepDraft(ticket);
  const [words, setWords] = useState(NOTHING);
  const clientId = useRef(uuid());
  // What stood there when the writer began; null: what stands there now.
  const [begunAt, setBegunAt] = useState<number | null>(null);
  const [fetched, setFetched] = useState(false);
  const visibility: Visibility = isRequester ? 'requester' : words.visibility;
  const unwritten = words.text.trim() === '';
  const names = attachments?.names ?? [];

  // What was begun earlier comes back, unless the person was faster and writes already.
  if (begun && !fetched) {
    setFetched(true);
    if (begun.text && words.text === '') {
      setWords({ text: begun.text, visibility: begun.visibility, mentions: begun.mentions });
      setBegunAt(seenSeq);
    }
  }

  function write(change: Partial<DraftText>) {
    const next = { ...words, ...change };
    if (unwritten) setBegunAt(seenSeq);
    setWords(next);
    draft.keep({ ...next, visibility: isRequester ? 'requester' : next.visibility });
  }

  async function send(unseenToo = false) {
    await draft.settle();
    sending.mutate(
      {
        text: words.text.trim() || t('files.onlyFiles', { names: names.join(', ') }),
        visibility,
        mentions: words.mentions,
        clientId: clientId.current,
        ...(!unseenToo && { seenSeq: begunAt ?? seenSeq }),
      },
      {
        onSuccess: (comment) => {
          attachments?.send(comment.id);
          clientId.current = uuid();
          setWords((now) => ({ ...NOTHING, text: addedSince(words.text, now.text) }));
          setBegunAt(null);
          draft.forget();
        },
        onError: () => draft.keep(words),
      },
    );
  }

  /** Take what came meanwhile for seen. */
  function catchUp() {
    setBegunAt(null);
    sending.reset();
  }

  const empty = unwritten && names.length === 0;
  return { words, visibility, empty, waiting, draft, sending, write, send, catchUp };
}
