import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconPlugConnectedX,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

export type HealthWord = 'pass' | 'warn' | 'fail' | 'away';

const LOOKS: Record<HealthWord, { color: string; icon: Icon }> = {
  pass: { color: 'teal', icon: IconCircleCheck },
  warn: { color: 'yellow', icon: IconAlertTriangle },
  fail: { color: 'red', icon: IconCircleX },
  away: { color: 'red', icon: IconPlugConnectedX },
};

export function HealthBadge({ word }: { word: HealthWord }) {
  const { color, icon: IconComponent } = LOOKS[word];
  return (
    <Badge color={color} leftSection={<IconComponent size={13} aria-hidden />}>
      {t(`system.health.${word}`)}
    </Badge>
  );
}
