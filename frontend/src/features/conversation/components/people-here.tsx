import { Tooltip } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import type { PersonHere } from '../api/use-comment-stream';
import classes from './people-here.module.css';

const SHOWN = 4;

/** The others who have this ticket open. */
export function PeopleHere({ people }: { people: PersonHere[] }) {
  const session = useSession();
  const others = people.filter((person) => person.user_id !== session.id);
  if (others.length === 0) return null;

  const names = others.map((person) => person.full_name || person.username);
  const label = t('presence.here', { names: names.join(', ') });
  return (
    <Tooltip label={label}>
      <span className={classes.people}>
        <span className="visually-hidden">{label}</span>
        {names.slice(0, SHOWN).map((name) => (
          <PersonAvatar key={name} name={name} size={26} tooltip={false} />
        ))}
        {names.length > SHOWN && <span className={classes.more}>+{names.length - SHOWN}</span>}
      </span>
    </Tooltip>
  );
}
