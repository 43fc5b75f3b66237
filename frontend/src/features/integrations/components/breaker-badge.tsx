import { Badge } from '@mantine/core';
import {
  IconCircleCheck,
  IconPlugConnectedX,
  IconProgressHelp,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { BreakerState } from '../integrations';

const LOOKS: Record<BreakerState, { color: string; icon: Icon }> = {
  closed: { color: 'teal', icon: IconCircleCheck },
  half_open: { color: 'yellow', icon: IconProgressHelp },
  open: { color: 'red', icon: IconPlugConnectedX },
};

export function BreakerBadge({ state }: { state: BreakerState }) {
  const { color, icon: IconComponent } = LOOKS[state];
  return (
    <Badge color={color} leftSection={<IconComponent size={13} aria-hidden />}>
      {t(`integrations.breaker.${state}`)}
    </Badge>
  );
}
