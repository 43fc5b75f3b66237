import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconEyeOff, IconMail, IconMailOpened } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { components } from '@/api/notification';
import { anchorOf } from '@/shared/lib/comment-link';
import { t } from '@/shared/lib/i18n';
import { isStaff, useSession } from '@/shared/lib/session';
import { showFailure } from '@/shared/lib/toast';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useMarkRead } from '../api/use-mark-read';
import classes from './notification-row.module.css';

type Notification = components['schemas']['NotificationOutput'];

interface NotificationRowProps {
  notification: Notification;
  onDone: () => void;
}

/** The screen where somebody does something about a part of TTS that failed. */
function repair({ notification_type: type, metadata }: Notification): string | null {
  const { service, cause } = metadata as { service?: unknown; cause?: unknown };
  if (type === 'integration_down') return '/integrations';
  const known = typeof service === 'string' && typeof cause === 'string';
  return type === 'dead_letter' && known ? `/failed-work/${service}/causes/${cause}` : null;
}

function useTarget(notification: Notification): string | null {
  const staff = isStaff(useSession());
  const repaired = repair(notification);
  if (staff && repaired) return repaired;
  if (!notification.related_ticket_number) return null;
  const number = encodeURIComponent(notification.related_ticket_number);
  const { comment_id: comment } = notification.metadata as { comment_id?: unknown };
  const hash = typeof comment === 'number' ? `#${anchorOf(comment)}` : '';
  if (!staff) return `/portal/tickets/${number}${hash}`;
  const waits = notification.notification_type === 'ticket_unrouted';
  return waits ? `/unrouted?search=${number}` : `/tickets/${number}${hash}`;
}

/** Where somebody who only watches a ticket says that they want no more of it. */
function wayOut({ metadata, related_ticket_number: number }: Notification): string | null {
  const { scope } = metadata as { scope?: unknown };
  return scope === 'watched' && number ? `/stop-watching/${encodeURIComponent(number)}` : null;
}

export function NotificationRow({ notification, onDone }: NotificationRowProps) {
  const markRead = useMarkRead();
  const target = useTarget(notification);
  const read = notification.is_read;
  const toggleLabel = t(read ? 'notifications.markUnread' : 'notifications.markRead');

  function open() {
    if (!read) markRead.mutate({ id: notification.id, isRead: true });
    onDone();
  }

  const text = (
    <>
      <Text size="sm" fw={read ? 450 : 620} lineClamp={2}>
        {notification.subject}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={2}>
        {notification.message}
      </Text>
      <Text size="xs" c="dimmed" component="div" mt={2}>
        <RelativeTime at={notification.created_at} /> · {notification.reason}
      </Text>
    </>
  );

  const muted = wayOut(notification);
  return (
    <li className={classes.row}>
      <span className={classes.dot} data-unread={!read || undefined} aria-hidden />
      {target ? (
        <Link to={target} className={classes.text} onClick={open}>
          {!read && <span className="visually-hidden">{t('notifications.isUnread')}</span>}
          {text}
        </Link>
      ) : (
        <div className={classes.text}>{text}</div>
      )}
      {muted && (
        <Tooltip label={t('watching.stop')}>
          <ActionIcon
            component={Link}
            to={muted}
            aria-label={t('watching.title', { number: notification.related_ticket_number ?? '' })}
            onClick={onDone}
          >
            <IconEyeOff size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={toggleLabel}>
        <ActionIcon
          aria-label={toggleLabel}
          onClick={() =>
            markRead.mutate({ id: notification.id, isRead: !read }, { onError: showFailure })
          }
        >
          {read ? <IconMail size={16} /> : <IconMailOpened size={16} />}
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
