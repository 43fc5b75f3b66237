import { Badge } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleMinus,
  IconProgress,
  type Icon,
} from '@tabler/icons-react';

import { tWord } from '@/shared/lib/i18n';

const LOOKS: Record<string, { color: string; icon: Icon }> = {
  open: { color: 'red', icon: IconAlertCircle },
  retried: { color: 'azure', icon: IconProgress },
  ignored: { color: 'gray', icon: IconCircleMinus },
  resolved: { color: 'teal', icon: IconCircleCheck },
};

export function LetterStateBadge({ state }: { state: string }) {
  const look = LOOKS[state] ?? { color: 'gray', icon: IconAlertCircle };
  return (
    <Badge color={look.color} leftSection={<look.icon size={13} aria-hidden />}>
      {tWord('failedWork.state', state)}
    </Badge>
  );
}
