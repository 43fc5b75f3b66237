import { Button } from '@mantine/core';
import {
  IconAt,
  IconChecks,
  IconCoffee,
  IconEye,
  IconFilterOff,
  IconInboxOff,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';

import { VIEWS } from '../inbox-filter';

const ICONS: Record<string, Icon> = {
  mine: IconCoffee,
  breached: IconChecks,
  at_risk: IconChecks,
  mentioned: IconAt,
  watching: IconEye,
};

interface NothingHereProps {
  view: string;
  isFiltered: boolean;
  onClearFilter: () => void;
}

/** An empty list: what it is for, or how to see more. */
export function NothingHere({ view, isFiltered, onClearFilter }: NothingHereProps) {
  const builtIn = VIEWS.find((known) => known === view);
  if (isFiltered || !builtIn) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('inbox.noMatch')}
        hint={t('inbox.noMatchHint')}
        action={
          isFiltered && (
            <Button variant="light" onClick={onClearFilter}>
              {t('inbox.clearFilter')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <EmptyState
      icon={ICONS[builtIn] ?? IconInboxOff}
      title={t(`inbox.empty.${builtIn}.title`)}
      hint={t(`inbox.empty.${builtIn}.hint`)}
    />
  );
}
