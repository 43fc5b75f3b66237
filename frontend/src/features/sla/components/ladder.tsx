import { useNow } from '@/shared/hooks/use-now';
import { t, tWord } from '@/shared/lib/i18n';
import { formatRelative } from '@/shared/lib/time';

import type { LadderStep } from '../clock';
import classes from './clock.module.css';

/** Who hears of the deadline, and when. */
export function Ladder({ steps }: { steps: LadderStep[] }) {
  const now = useNow();
  return (
    <ol className={classes.lines}>
      {steps.map((step) => (
        <li key={step.rung} data-kind={step.fired_at ? 'running' : 'coming'}>
          <strong>{step.words}</strong> · {when(step, now)}
          <span className={classes.quiet}>{effects(step)}</span>
        </li>
      ))}
    </ol>
  );
}

function when({ at, fired_at: fired }: LadderStep, now: number): string {
  if (fired) return t('clock.rung.done', { when: formatRelative(fired, now) });
  if (!at) return t('clock.rung.none');
  return t('clock.rung.coming', { when: formatRelative(at, now) });
}

function effects({ tell, escalate }: LadderStep): string {
  const who = tell.map((word) => tWord('clock.who', word)).join(', ');
  const told = who ? [t('clock.tells', { who })] : [];
  return [...told, ...(escalate ? [t('clock.escalates')] : [])].join(' · ');
}
