import { t } from '@/shared/lib/i18n';

import type { FilterName } from './inbox-filter';

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
const STATUSES = [
  'pending',
  'in_progress',
  'pending_external',
  'on_hold',
  'completed',
  'rejected',
  'cancelled',
  'closed',
] as const;
const SLA_STATES = ['ok', 'at_risk', 'breached', 'paused'] as const;

interface Word {
  value: string;
  label: string;
}

const WORDS: Partial<Record<FilterName, () => Word[]>> = {
  priority: () => PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })),
  status: () => STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
  sla_state: () => SLA_STATES.map((value) => ({ value, label: t(`inbox.slaState.${value}`) })),
};

/** The words a filter can take; null where anything may be written. */
export function wordsOf(name: FilterName, roles: string[]): Word[] | null {
  if (name === 'role' && roles.length > 0) {
    return roles.map((role) => ({ value: role, label: role }));
  }
  return WORDS[name]?.() ?? null;
}

/** A filter's value as people read it; several are separated by commas. */
export function labelOf(name: FilterName, value: string): string {
  const words = WORDS[name]?.() ?? [];
  const read = (one: string) => words.find((word) => word.value === one)?.label ?? one;
  return value.split(',').map(read).join(', ');
}
