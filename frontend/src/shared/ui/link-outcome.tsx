import { Button } from '@mantine/core';
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react';
import { Link } from 'react-router';

import { t } from '@/shared/lib/i18n';

import { EmptyState } from './empty-state';

interface LinkOutcomeProps {
  /** `spent`: used, too old, or never right. */
  outcome: 'done' | 'spent';
  title?: string;
  /** What happens now, or what the person can do. */
  hint: string;
  next: { to: string; label: string };
}

/** How following a mailed link ended, and where to go from there. */
export function LinkOutcome({ outcome, title, hint, next }: LinkOutcomeProps) {
  const done = outcome === 'done';
  return (
    <div role={done ? 'status' : 'alert'}>
      <EmptyState
        icon={done ? IconCircleCheck : IconLinkOff}
        title={title ?? t('link.spent')}
        hint={hint}
        action={
          <Button component={Link} to={next.to}>
            {next.label}
          </Button>
        }
      />
    </div>
  );
}
