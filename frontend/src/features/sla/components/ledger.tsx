import { useNow } from '@/shared/hooks/use-now';
import { t, tWord } from '@/shared/lib/i18n';
import { formatDuration, secondsUntil } from '@/shared/lib/time';
import { hoursOf } from '@/shared/lib/why-due';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { Clock, ClockedTask, Segment } from '../clock';
import classes from './clock.module.css';
import { SegmentDispute } from './segment-dispute';

/** Every stretch of the clock with who, why, and by which rule. */
export function Ledger({ task, clock }: { task: ClockedTask; clock: Clock }) {
  return (
    <ol className={classes.lines}>
      {clock.segments.map((segment) => (
        <li key={segment.id} data-kind={segment.kind}>
          <strong>{tWord('clock.legend', segment.kind)}</strong> <Amount segment={segment} />
          {segment.counts === false && <span> · {t('clock.notCounted')}</span>}
          {segment.reason && <span> · {segment.reason}</span>}
          <span className={classes.quiet}>
            <RelativeTime at={segment.started_at} />
            {segment.actor_name && ` · ${t('clock.by', { name: segment.actor_name })}`}
            {segment.rule && ` · ${t('clock.rule', { rule: segment.rule })}`}
          </span>
          <SegmentDispute task={task} clock={clock} segment={segment} />
        </li>
      ))}
    </ol>
  );
}

function Amount({ segment }: { segment: Segment }) {
  const now = useNow();
  if (segment.kind === 'adjusted') {
    const seconds = segment.seconds ?? 0;
    return t(seconds > 0 ? 'clock.gave' : 'clock.took', { time: hoursOf(seconds) });
  }
  if (segment.used_seconds !== null)
    return t('clock.used', { time: hoursOf(segment.used_seconds) });
  const end = segment.ended_at ? Date.parse(segment.ended_at) : now;
  return t('clock.lasted', { time: formatDuration(-secondsUntil(segment.started_at, end)) });
}
