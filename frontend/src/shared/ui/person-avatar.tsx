import { Avatar, Tooltip } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

interface PersonAvatarProps {
  name: string | null | undefined;
  size?: number;
  /** Off where the name stands beside it. */
  tooltip?: boolean;
}

function initials(name: string): string {
  const words = name.split(/[\s._]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? '')
    .join('')
    .toUpperCase();
}

export function PersonAvatar({ name, size = 24, tooltip = true }: PersonAvatarProps) {
  const label = name ?? t('person.nobody');
  return (
    <Tooltip label={label} disabled={!tooltip}>
      <Avatar
        size={size}
        radius="xl"
        color={name ? 'initials' : 'gray'}
        name={name ?? undefined}
        variant={name ? 'light' : 'outline'}
        role={tooltip ? 'img' : undefined}
        aria-label={tooltip ? label : undefined}
        aria-hidden={!tooltip}
      >
        {name ? initials(name) : <IconUserQuestion size={size * 0.6} />}
      </Avatar>
    </Tooltip>
  );
}
