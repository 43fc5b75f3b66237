import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertCircle,
  IconArrowRight,
  IconChevronDown,
  IconChevronRight,
  IconCircleCheck,
  IconCircleX,
  IconFlame,
  IconHandGrab,
  IconPlayerPause,
  IconPlayerPlay,
  IconPoint,
  IconReceipt,
  IconSparkles,
  IconUserCheck,
  IconUserQuestion,
  type Icon,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { TimelineEvent } from '../timeline-entries';
import classes from './timeline.module.css';

const ICONS: Record<string, Icon> = {
  started: IconSparkles,
  created: IconSparkles,
  assigned: IconUserCheck,
  unassigned: IconUserQuestion,
  claimed: IconHandGrab,
  released: IconUserQuestion,
  transition: IconArrowRight,
  status: IconArrowRight,
  held: IconPlayerPause,
  resumed: IconPlayerPlay,
  completed: IconCircleCheck,
  rejected: IconCircleX,
  cancelled: IconCircleX,
  sla_warning: IconAlertCircle,
  sla_breach: IconFlame,
  receipt: IconReceipt,
};

export function EventItem({ event }: { event: TimelineEvent }) {
  const IconComponent = ICONS[event.kind] ?? IconPoint;
  return (
    <div className={classes.event}>
      <span className={classes.icon} aria-hidden>
        <IconComponent size={16} stroke={1.8} />
      </span>
      <div>
        {event.person && <strong>{event.person}: </strong>}
        {event.text} · <RelativeTime at={event.at} />
        {event.notes && <p className={classes.notes}>{event.notes}</p>}
      </div>
    </div>
  );
}

/** A run of system events behind one line. */
export function EventFold({ events }: { events: TimelineEvent[] }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <div>
      <UnstyledButton className={classes.fold} aria-expanded={open} onClick={toggle}>
        <span className={classes.icon} aria-hidden>
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </span>
        {t('timeline.folded', { count: events.length })}
      </UnstyledButton>
      {open && (
        <div className={classes.folded}>
          {events.map((event) => (
            <EventItem key={event.id} event={event} />
          ))}
        </div>
      )}
    </div>
  );
}
