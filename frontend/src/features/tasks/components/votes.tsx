import { Badge, Group, Text } from '@mantine/core';
import { IconCheck, IconClock, IconX, type Icon } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Approvals } from '../task';
import classes from './votes.module.css';

type Ballot = Approvals['ballots'][number];

const LOOKS: Record<Ballot['vote'], { color: string; icon: Icon }> = {
  waiting: { color: 'gray', icon: IconClock },
  approve: { color: 'teal', icon: IconCheck },
  reject: { color: 'red', icon: IconX },
};

/** How an approval by several people stands: who voted how, and who has not yet. */
export function Votes({ approvals }: { approvals: Approvals }) {
  const { approved, needed, asked, ballots } = approvals;
  return (
    <section aria-label={t('votes.title')} className={classes.votes}>
      <Text size="sm" fw={550}>
        {t('votes.standing', { approved, needed, asked })}
      </Text>
      <ul className={classes.ballots}>
        {ballots.map((ballot) => (
          <Vote key={ballot.item_id} ballot={ballot} />
        ))}
      </ul>
    </section>
  );
}

function Vote({ ballot: { name, vote, by, at, notes } }: { ballot: Ballot }) {
  const { color, icon: IconComponent } = LOOKS[vote];
  return (
    <li className={classes.ballot}>
      <PersonAvatar name={name} size={20} tooltip={false} />
      <Text size="sm">{name ?? t('votes.nobody')}</Text>
      <Badge color={color} variant="light" leftSection={<IconComponent size={12} aria-hidden />}>
        {t(`votes.vote.${vote}`)}
      </Badge>
      {at && (
        <Group gap={4} c="dimmed" fz="xs">
          {by && by !== name && t('votes.by', { name: by })} <RelativeTime at={at} />
        </Group>
      )}
      {notes && <Text size="xs">“{notes}”</Text>}
    </li>
  );
}
