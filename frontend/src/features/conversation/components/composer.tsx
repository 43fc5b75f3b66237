import { Alert, Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconEye, IconLock, IconSend2 } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';

import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import type { Visibility } from '../api/comment';
import { useSendComment } from '../api/use-send-comment';
import classes from './composer.module.css';

interface ComposerProps {
  ticket: string;
  /** A requester has no choice: what they write they and the staff can read. */
  audience: 'choose' | 'requester';
  typing: string[];
  onTyping: () => void;
}

const CONFIRMED = 'tts.composer.requester-confirmed';

export function Composer({ ticket, audience, typing, onTyping }: ComposerProps) {
  const send = useSendComment(ticket);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Visibility>('internal');
  const [confirmed, setConfirmed] = useLocalStorage({ key: CONFIRMED, defaultValue: false });
  const [asking, setAsking] = useState(false);
  const clientId = useRef(uuid());
  const visibility = audience === 'requester' ? 'requester' : chosen;
  const open = audience === 'choose' && visibility === 'requester';

  function reallySend() {
    setAsking(false);
    send.mutate(
      { text: text.trim(), visibility, clientId: clientId.current },
      {
        onSuccess: () => {
          clientId.current = uuid();
          setText('');
          setChosen('internal');
        },
      },
    );
  }

  function submit() {
    if (text.trim() === '' || send.isPending) return;
    if (open && !confirmed) setAsking(true);
    else reallySend();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <div className={classes.composer} data-visibility={open ? 'requester' : undefined}>
      <div className={classes.typing} aria-live="polite">
        {typing.length > 0 && t('composer.typing', { names: typing.join(', ') })}
      </div>
      {send.isError && (
        <Alert color="red" p="xs" mb={6} role="alert" title={t('composer.notSent')}>
          {send.error instanceof ApiError ? send.error.message : t('error.unexpected')}
        </Alert>
      )}
      {asking && (
        <Alert color="yellow" p="xs" mb={6} role="alert" title={t('composer.confirmTitle')}>
          <Group gap="xs" mt={4}>
            <Button
              size="compact-sm"
              onClick={() => {
                setConfirmed(true);
                reallySend();
              }}
            >
              {t('composer.confirm')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Alert>
      )}
      <Textarea
        id="composer"
        aria-label={t('composer.label')}
        placeholder={t(
          open || audience === 'requester' ? 'composer.placeholderOpen' : 'composer.placeholder',
        )}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onTyping();
        }}
        onKeyDown={onKeyDown}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        classNames={{ input: classes.input }}
      />
      <Group justify="space-between" gap="xs" mt={8}>
        {audience === 'choose' ? (
          <SegmentedControl
            size="xs"
            value={visibility}
            onChange={(value) => setChosen(value as Visibility)}
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
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t('composer.keys')}
          </Text>
          <Button
            leftSection={<IconSend2 size={16} />}
            onClick={submit}
            loading={send.isPending}
            disabled={text.trim() === ''}
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
