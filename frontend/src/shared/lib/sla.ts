import { t } from './i18n';
import { formatDuration, secondsUntil } from './time';

export type SlaMood = 'ok' | 'at_risk' | 'breached' | 'paused' | 'done';

export interface SlaFacts {
  state: string;
  deadline: string | null | undefined;
  startedAt?: string | null;
  finishedAt?: string | null;
}

export interface SlaReading {
  mood: SlaMood;
  text: string;
  /** Share of the time already used, 0 to 1; null where it cannot be said. */
  used: number | null;
}

const AT_RISK_FROM = 0.75;

function usedShare({ startedAt, deadline }: SlaFacts, now: number): number | null {
  if (!startedAt || !deadline) return null;
  const total = Date.parse(deadline) - Date.parse(startedAt);
  return total > 0 ? Math.min(1, Math.max(0, (now - Date.parse(startedAt)) / total)) : null;
}

/** What to say of a deadline at `now`; null when there is none. */
export function readSla(facts: SlaFacts, now: number): SlaReading | null {
  if (facts.finishedAt) return finished(facts, facts.finishedAt);
  if (facts.state === 'paused') return { mood: 'paused', text: t('sla.paused'), used: null };
  if (!facts.deadline) return null;

  const left = secondsUntil(facts.deadline, now);
  if (left <= 0) {
    return { mood: 'breached', text: t('sla.breached', { time: formatDuration(-left) }), used: 1 };
  }
  const used = usedShare(facts, now);
  const risky = facts.state === 'at_risk' || (used !== null && used >= AT_RISK_FROM);
  return {
    mood: risky ? 'at_risk' : 'ok',
    text: t('sla.left', { time: formatDuration(left) }),
    used,
  };
}

function finished({ deadline }: SlaFacts, finishedAt: string): SlaReading | null {
  if (!deadline) return null;
  const late = Date.parse(finishedAt) > Date.parse(deadline);
  return { mood: late ? 'breached' : 'done', text: t(late ? 'sla.missed' : 'sla.met'), used: null };
}
