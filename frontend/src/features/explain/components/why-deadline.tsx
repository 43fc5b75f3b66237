import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t, tWord } from '@/shared/lib/i18n';
import { formatDuration } from '@/shared/lib/time';
import { whyDue } from '@/shared/lib/why-due';
import { FactList } from '@/shared/ui/fact-list';

import type { Explanation } from '../explain';
import classes from './explain.module.css';
import { Part } from './part';

/** The target, what of it is used, and the ledger both follow from. */
export function WhyDeadline({ clock }: { clock: Explanation['deadline'] }) {
  const absolute = useFormatAbsolute();
  if (clock.target_seconds === null) {
    return (
      <Part title={t('explain.deadline')}>
        <p>{whyDue(clock, absolute)}</p>
      </Part>
    );
  }
  return (
    <Part title={t('explain.deadline')}>
      <p>{whyDue(clock, absolute)}</p>
      <FactList
        facts={[
          {
            label: t('explain.target', { priority: tWord('priority', clock.priority) }),
            value: formatDuration(clock.target_seconds),
          },
          { label: t('clock.calendar'), value: clock.calendar },
          {
            label: t('clock.targets'),
            value: t('clock.version', { version: clock.workflow_version }),
          },
          { label: t('explain.used'), value: formatDuration(clock.used_seconds) },
          { label: t('explain.due'), value: clock.deadline && absolute(clock.deadline) },
        ]}
      />
      <ul className={classes.ledger} aria-label={t('explain.ledger')}>
        {clock.segments.map((segment) => (
          <li key={segment.started_at + segment.kind} data-kind={segment.kind}>
            {tWord('explain.segment', segment.kind)} {t('explain.since')}{' '}
            {absolute(segment.started_at)}
            {[segment.reason, segment.actor_name]
              .filter(Boolean)
              .map((words) => ` · ${words}`)
              .join('')}
          </li>
        ))}
      </ul>
    </Part>
  );
}
