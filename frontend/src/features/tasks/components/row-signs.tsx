import type { Digest } from '@/api/use-digests';
import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import classes from './inbox-row.module.css';

const SHOWN = 2;

/** What others wrote that one has not read. */
export function UnreadDot({ digest }: { digest: Digest | undefined }) {
  if (!digest?.unread) return null;
  return (
    <span className={classes.unread}>
      <span className="visually-hidden">{t('inbox.unread', { count: digest.unread })}</span>
    </span>
  );
}

/** Colleagues who have the ticket open just now. */
export function Viewers({ digest, self }: { digest: Digest | undefined; self: number }) {
  const others = digest?.people.filter((person) => person.user_id !== self) ?? [];
  if (others.length === 0) return null;
  const names = others.map((person) => person.full_name || person.username);
  return (
    <span className={classes.viewers} title={t('presence.here', { names: names.join(', ') })}>
      <span className="visually-hidden">{t('presence.here', { names: names.join(', ') })}</span>
      {names.slice(0, SHOWN).map((name) => (
        <PersonAvatar key={name} name={name} size={16} tooltip={false} />
      ))}
    </span>
  );
}
