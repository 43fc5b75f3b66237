import { Text } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { formatAbsolute } from '@/shared/lib/time';

import { hoursOf, type Clock } from '../clock';

const SHOWN_FROM = 60;

/** The due time with its reasons in one sentence, in the reader's zone. */
export function WhyDue({ clock }: { clock: Clock }) {
  return <Text size="sm">{sentence(clock)}</Text>;
}

function sentence(clock: Clock): string {
  if (clock.target_seconds === null) return t('clock.nothing');
  const promised = clock.target_seconds - clock.adjusted_seconds;
  if (!clock.deadline) {
    const left = hoursOf(Math.max(0, clock.remaining_seconds ?? 0));
    return t('clock.standing', { left, time: hoursOf(clock.target_seconds) });
  }
  const why = t('clock.why', {
    due: formatAbsolute(clock.deadline),
    time: hoursOf(promised),
    since: formatAbsolute(clock.started_at),
  });
  return `${[why, ...details(clock)].join(', ')}.`;
}

function details({ paused_seconds: paused, adjusted_seconds: adjusted }: Clock): string[] {
  const said = paused >= SHOWN_FROM ? [t('clock.whyPaused', { time: hoursOf(paused) })] : [];
  if (adjusted === 0) return said;
  const verb = adjusted > 0 ? 'clock.whyExtended' : 'clock.whyShortened';
  return [...said, t(verb, { time: hoursOf(adjusted) })];
}
