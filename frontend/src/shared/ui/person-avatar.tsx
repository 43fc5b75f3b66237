import { Tooltip } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import type { CSSProperties } from 'react';

import { t } from '@/shared/lib/i18n';

import classes from './person-avatar.module.css';

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

/** The same person has the same hue everywhere. */
function hueOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}

export function PersonAvatar({ name, size = 24, tooltip = true }: PersonAvatarProps) {
  const label = name ?? t('person.unassigned');
  const style = {
    '--size': `${size}px`,
    ...(name && { '--hue': hueOf(name) }),
  } as CSSProperties;

  return (
    <Tooltip label={label} disabled={!tooltip}>
      <span className={classes.avatar} style={style} data-nobody={!name || undefined}>
        <span aria-hidden>{name ? initials(name) : <IconUserQuestion size={size * 0.6} />}</span>
        {tooltip && <span className="visually-hidden">{label}</span>}
      </span>
    </Tooltip>
  );
}
