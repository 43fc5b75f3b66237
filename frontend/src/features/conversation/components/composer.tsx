import { Textarea, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  lazy,
  Suspense,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

import { t } from '@/shared/lib/i18n';

import { asksForMacros, behind, withoutSlash } from '../slash';
import { useWriting, type Attachments } from '../use-writing';
import { ComposerBar } from './composer-bar';
import classes from './composer.module.css';
import { ConfirmOpen, Held, NotSent } from './composer-notices';
import { DraftSign } from './draft-sign';
import type { Mentionables } from './mention-picker';

const MentionPicker = lazy(async () => ({
  default: (await import('./mention-picker')).MentionPicker,
}));

export interface Attaching extends Attachments {
  pick: ReactNode;
  list: ReactNode;
}

interface ComposerProps {
  ticket: string;
  /** A requester has no choice: what they write they and the staff can read. */
  audience: 'choose' | 'requester';
  typing: string[];
  onTyping: () => void;
  /** The newest comment on the screen. */
  seenSeq: number;
  /** Offers people to address; undefined where nobody may be. */
  people?: Mentionables;
  attaching?: Attaching;
  /** Opens the macros; undefined where there are none. */
  onMacros?: () => void;
  /** What a macro brought, until it is taken in; null when none ran. */
  brought?: string | null;
  onTaken?: () => void;
}

const CONFIRMED = 'tts.composer.requester-confirmed';

function focusComposer() {
  document.getElementById('composer')?.focus();
}

export function Composer(props: ComposerProps) {
  const { ticket, audience, typing, onTyping, seenSeq, people, attaching } = props;
  const { onMacros, brought = null, onTaken } = props;
  const isRequester = audience === 'requester';
  const writing = useWriting({ ticket, isRequester, seenSeq, attachments: attaching });
  const { words, visibility, empty, waiting, draft, sending, write } = writing;
  const [confirmed, setConfirmed] = useLocalStorage({ key: CONFIRMED, defaultValue: false });
  const [asking, setAsking] = useState(false);
  const slashAt = useRef<number | null>(null);
  const open = !isRequester && visibility === 'requester';

  const takeIn = useEffectEvent((text: string) => {
    write({ text: behind(withoutSlash(words.text, slashAt.current), text) });
    slashAt.current = null;
    focusComposer();
    onTaken?.();
  });
  // Not before what was begun earlier is there: it stays in front.
  useEffect(() => {
    if (brought !== null && !waiting) takeIn(brought);
  }, [brought, waiting]);

  function send() {
    setAsking(false);
    void writing.send();
  }

  function submit() {
    if (empty || sending.isPending) return;
    if (open && !confirmed) setAsking(true);
    else send();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (onMacros && asksForMacros(event)) {
      slashAt.current = event.currentTarget.selectionStart;
      onMacros();
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <div className={classes.composer} data-visibility={open ? 'requester' : undefined}>
      <div className={classes.typing} aria-live="polite">
        {typing.length > 0 && t('composer.typing', { names: typing.join(', ') })}
      </div>
      <NotSent error={sending.error} />
      <Held
        error={sending.error}
        onSendAnyway={() => void writing.send(true)}
        onReview={() => {
          writing.catchUp();
          focusComposer();
        }}
      />
      {asking && (
        <ConfirmOpen
          onConfirm={() => {
            setConfirmed(true);
            send();
          }}
          onCancel={() => setAsking(false)}
        />
      )}
      <Textarea
        id="composer"
        aria-label={t('composer.label')}
        placeholder={t(open || isRequester ? 'composer.placeholderOpen' : 'composer.placeholder')}
        value={words.text}
        onChange={(event) => {
          write({ text: event.currentTarget.value });
          onTyping();
        }}
        onKeyDown={onKeyDown}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        classNames={{ input: classes.input }}
      />
      {people && (
        <Suspense
          fallback={<TextInput mt={6} size="xs" disabled aria-label={t('composer.mention')} />}
        >
          <MentionPicker
            people={people}
            chosen={words.mentions}
            onChange={(mentions) => write({ mentions })}
            onAddressRequester={() => write({ visibility: 'requester' })}
          />
        </Suspense>
      )}
      {attaching?.list}
      <ComposerBar
        visibility={visibility}
        onVisibility={isRequester ? undefined : (chosen) => write({ visibility: chosen })}
        onMacros={onMacros}
        onSend={submit}
        isSending={sending.isPending}
        disabled={empty}
        attach={attaching?.pick}
        draft={<DraftSign state={draft.state} savedAt={draft.savedAt} />}
      />
    </div>
  );
}
