import { Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import type { PersonHere } from '../api/use-comment-stream';
import classes from './people-here.module.css';

const SHOWN = 4;

/** The others who have this ticket open, and which of them write. */
export function PeopleHere({ people, typing }: { people: PersonHere[]; typing: string[] }) {
  const session = useSession();
  const others = people.filter((person) => person.user_id !== session.id);
  if (others.length === 0) return null;

  const names = others.map((person) => person.full_name || person.username);
  const here = t('presence.here', { names: names.join(', ') });
  const label = typing.length
    ? `${here} · ${t('composer.typing', { names: typing.join(', ') })}`
    : here;
  return (
    <Tooltip label={label}>
      <span className={classes.people}>
        <span className="visually-hidden">{label}</span>
        {names.slice(0, SHOWN).map((name) => (
          <span key={name} className={classes.person}>
            <PersonAvatar name={name} size={26} tooltip={false} />
            {typing.includes(name) && (
              <IconPencil size={13} className={classes.pencil} aria-hidden />
            )}
          </span>
        ))}
        {names.length > SHOWN && <span className={classes.more}>+{names.length - SHOWN}</span>}
      </span>
    </Tooltip>
  );
}
