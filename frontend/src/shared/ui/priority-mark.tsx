import {
  IconChevronDown,
  IconChevronsUp,
  IconChevronUp,
  IconEqual,
  type Icon,
} from '@tabler/icons-react';

import { tWord } from '@/shared/lib/i18n';

import classes from './priority-mark.module.css';

const ICONS: Record<string, Icon> = {
  urgent: IconChevronsUp,
  high: IconChevronUp,
  medium: IconEqual,
  low: IconChevronDown,
};

interface PriorityMarkProps {
  priority: string;
  /** Only the icon is seen; the word is still read out. */
  compact?: boolean;
}

export function PriorityMark({ priority, compact = false }: PriorityMarkProps) {
  const IconComponent = ICONS[priority] ?? IconEqual;
  const word = tWord('priority', priority);
  return (
    <span className={classes.mark} data-priority={priority} title={compact ? word : undefined}>
      <IconComponent size={16} stroke={2.25} aria-hidden />
      <span className={compact ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}
