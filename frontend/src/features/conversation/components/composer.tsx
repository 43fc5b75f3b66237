import {
  ActionIcon,
  Button,
  Group,
  SegmentedControl,
  Text,
  Textarea,
  Tooltip,
} from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBolt, IconEye, IconLock, IconSend2 } from '@tabler/icons-react';
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import type { Visibility } from '../api/comment';
import { useDraft, useKeepDraft, type DraftText } from '../api/use-draft';
import { useSendComment } from '../api/use-send-comment';
import { asksForMacros, behind, withoutSlash } from '../slash';
import classes from './composer.module.css';
import { ConfirmOpen, Held, NotSent } from './composer-notices';
import { DraftSign } from './draft-sign';
import { MentionPicker, type Mentionables } from './mention-picker';

/** What is needed to send files along; how they travel is not the composer's business. */
export interface Attaching {
  /** Of the files that wait for their comment. */
  names: string[];
  send: (commentId: number) => void;
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

const NOTHING: DraftText = { text: '', visibility: 'internal', mentions: [] };

/** What a fast writer typed while their comment was on its way. */
function addedSince(sent: string, now: string): string {
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;
}

export function Composer(props: ComposerProps) {
  const { ticket, audience, typing, onTyping, seenSeq, people, attaching } = props;
  const { onMacros, brought = null, onTaken } = props;
  const { data: begun, isPending: waiting } = useDraft(ticket);
  const send = useSendComment(ticket);
  const draft = useKeepDraft(ticket);
  const [words, setWords] = useState(NOTHING);
  const [confirmed, setConfirmed] = useLocalStorage({ key: CONFIRMED, defaultValue: false });
  const [asking, setAsking] = useState(false);
  const clientId = useRef(uuid());
  // What stood there when the writer began; null: what stands there now.
  const [begunAt, setBegunAt] = useState<number | null>(null);
  const [fetched, setFetched] = useState(false);
  const slashAt = useRef<number | null>(null);
  const visibility = audience === 'requester' ? 'requester' : words.visibility;
  const open = audience === 'choose' && visibility === 'requester';
  const unwritten = words.text.trim() === '';
  const names = attaching?.names ?? [];
  const empty = unwritten && names.length === 0;

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
    draft.keep({ ...next, visibility: audience === 'requester' ? 'requester' : next.visibility });
  }

  const takeIn = useEffectEvent((text: string) => {
    write({ text: behind(withoutSlash(words.text, slashAt.current), text) });
    slashAt.current = null;
    document.getElementById('composer')?.focus();
    onTaken?.();
  });
  // Not before what was begun earlier is there: it stays in front.
  useEffect(() => {
    if (brought !== null && !waiting) takeIn(brought);
  }, [brought, waiting]);

  async function reallySend(unseenToo = false) {
    setAsking(false);
    await draft.settle();
    send.mutate(
      {
        text: words.text.trim() || t('files.onlyFiles', { names: names.join(', ') }),
        visibility,
        mentions: words.mentions,
        clientId: clientId.current,
        ...(!unseenToo && { seenSeq: begunAt ?? seenSeq }),
      },
      {
        onSuccess: (comment) => {
          attaching?.send(comment.id);
          clientId.current = uuid();
          setWords((now) => ({ ...NOTHING, text: addedSince(words.text, now.text) }));
          setBegunAt(null);
          draft.forget();
        },
        onError: () => draft.keep(words),
      },
    );
  }

  function submit() {
    if (empty || send.isPending) return;
    if (open && !confirmed) setAsking(true);
    else void reallySend();
  }

  function review() {
    setBegunAt(null);
    send.reset();
    document.getElementById('composer')?.focus();
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
      <NotSent error={send.error} />
      <Held error={send.error} onSendAnyway={() => void reallySend(true)} onReview={review} />
      {asking && (
        <ConfirmOpen
          onConfirm={() => {
            setConfirmed(true);
            void reallySend();
          }}
          onCancel={() => setAsking(false)}
        />
      )}
      <Textarea
        id="composer"
        aria-label={t('composer.label')}
        placeholder={t(
          open || audience === 'requester' ? 'composer.placeholderOpen' : 'composer.placeholder',
        )}
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
        <MentionPicker
          people={people}
          chosen={words.mentions}
          onChange={(mentions) => write({ mentions })}
          onAddressRequester={() => write({ visibility: 'requester' })}
        />
      )}
      {attaching?.list}
      <Group justify="space-between" gap="xs" mt={8}>
        {audience === 'choose' ? (
          <SegmentedControl
            size="xs"
            value={visibility}
            onChange={(value) => write({ visibility: value as Visibility })}
            aria-label={t('composer.audience')}
            data={[
              {
                value: 'internal',
                label: <Audience icon={IconLock} text={t('composer.internal')} />,
              },
              {
                value: 'requester',
                label: <Audience icon={IconEye} text={t('composer.requester')} />,
              },
            ]}
          />
        ) : (
          <span />
        )}
        <Group gap="xs">
          {attaching?.pick}
          {onMacros && (
            <Tooltip label={t('macros.open')}>
              <ActionIcon
                variant="default"
                size={36}
                onClick={onMacros}
                aria-label={t('macros.open')}
              >
                <IconBolt size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          <DraftSign state={draft.state} savedAt={draft.savedAt} />
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t('composer.keys')}
          </Text>
          <Button
            leftSection={<IconSend2 size={16} />}
            onClick={submit}
            loading={send.isPending}
            disabled={empty}
          >
            {t(open ? 'composer.sendToRequester' : 'composer.send')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function Audience({ icon: IconComponent, text }: { icon: typeof IconLock; text: string }) {
  return (
    <span className={classes.audience}>
      <IconComponent size={13} aria-hidden />
      {text}
    </span>
  );
}
