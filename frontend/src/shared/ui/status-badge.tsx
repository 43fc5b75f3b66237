import { Badge } from '@mantine/core';
import {
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHourglass,
  IconPlayerPause,
  IconProgress,
  IconRouteOff,
  type Icon,
} from '@tabler/icons-react';

import { tWord } from '@/shared/lib/i18n';

interface Look {
  color: string;
  icon: Icon;
}

const LOOKS: Record<string, Look> = {
  new: { color: 'azure', icon: IconCircle },
  received: { color: 'azure', icon: IconCircle },
  open: { color: 'azure', icon: IconCircle },
  unrouted: { color: 'yellow', icon: IconRouteOff },
  pending: { color: 'gray', icon: IconCircleDashed },
  in_progress: { color: 'azure', icon: IconProgress },
  pending_external: { color: 'violet', icon: IconHourglass },
  on_hold: { color: 'yellow', icon: IconPlayerPause },
  completed: { color: 'teal', icon: IconCircleCheck },
  resolved: { color: 'teal', icon: IconCircleCheck },
  closed: { color: 'teal', icon: IconCircleCheck },
  rejected: { color: 'red', icon: IconCircleX },
  cancelled: { color: 'gray', icon: IconCircleX },
};

export function StatusBadge({ status }: { status: string }) {
  const look = LOOKS[status] ?? { color: 'gray', icon: IconCircle };
  return (
    <Badge color={look.color} leftSection={<look.icon size={13} aria-hidden />}>
      {tWord('status', status)}
    </Badge>
  );
}
