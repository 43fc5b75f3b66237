import { t } from './i18n';

/** What of a clock its due time follows from; times in seconds of working time. */
export interface DueFacts {
  target_seconds: number | null;
  adjusted_seconds: number;
  remaining_seconds: number | null;
  paused_seconds: number;
  started_at: string;
  deadline: string | null;
}

const SHOWN_FROM = 60;

/** Working time in hours and minutes: days of working time would say something else. */
export function hoursOf(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

/** The due time with its reasons in one sentence; `absolute` writes moments in the reader's zone. */
export function whyDue(clock: DueFacts, absolute: (at: string) => string): string {
  if (clock.target_seconds === null) return t('clock.nothing');
  const promised = clock.target_seconds - clock.adjusted_seconds;
  if (!clock.deadline) {
    const left = hoursOf(Math.max(0, clock.remaining_seconds ?? 0));
    return t('clock.standing', { left, time: hoursOf(clock.target_seconds) });
  }
  const why = t('clock.why', {
    due: absolute(clock.deadline),
    time: hoursOf(promised),
    since: absolute(clock.started_at),
  });
  return `${[why, ...details(clock)].join(', ')}.`;
}

function details({ paused_seconds: paused, adjusted_seconds: adjusted }: DueFacts): string[] {
  const said = paused >= SHOWN_FROM ? [t('clock.whyPaused', { time: hoursOf(paused) })] : [];
  if (adjusted === 0) return said;
  const verb = adjusted > 0 ? 'clock.whyExtended' : 'clock.whyShortened';
  return [...said, t(verb, { time: hoursOf(adjusted) })];
}
