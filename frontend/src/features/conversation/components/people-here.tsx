import { Avatar, Group, Tooltip } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import type { PersonHere } from '../api/use-comment-stream';

const SHOWN = 4;

/** The others who have this ticket open. */
export function PeopleHere({ people }: { people: PersonHere[] }) {
  const session = useSession();
  const others = people.filter((person) => person.user_id !== session.id);
  if (others.length === 0) return null;

  const names = others.map((person) => person.full_name || person.username);
  return (
    <Tooltip label={t('presence.here', { names: names.join(', ') })}>
      <Group gap={0} role="img" aria-label={t('presence.here', { names: names.join(', ') })}>
        <Avatar.Group spacing={8}>
          {names.slice(0, SHOWN).map((name) => (
            <PersonAvatar key={name} name={name} size={24} tooltip={false} />
          ))}
          {names.length > SHOWN && (
            <Avatar size={24} radius="xl">
              +{names.length - SHOWN}
            </Avatar>
          )}
        </Avatar.Group>
      </Group>
    </Tooltip>
  );
}
