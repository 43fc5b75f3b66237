import { t, tWord } from '@/shared/lib/i18n';

import type { FilterChoices } from './api/use-filter-choices';
import type { FilterName } from './inbox-filter';

const PRIORITIES = ['urgent', 'high', 'medium', 'low'];
const STATUSES = [
  'pending',
  'in_progress',
  'pending_external',
  'on_hold',
  'completed',
  'rejected',
  'cancelled',
  'closed',
];
const SLA_STATES = ['ok', 'at_risk', 'breached', 'paused'];

export interface Word {
  value: string;
  label: string;
}

const named = (word: string): Word => ({ value: word, label: word });
const numbered = ({ id, name }: { id: number; name: string }): Word => ({
  value: String(id),
  label: name,
});

/** Those of which several can be chosen. */
export const SEVERAL: Partial<Record<FilterName, () => Word[]>> = {
  priority: () => PRIORITIES.map((value) => ({ value, label: tWord('priority', value) })),
  status: () => STATUSES.map((value) => ({ value, label: tWord('status', value) })),
  sla_state: () => SLA_STATES.map((value) => ({ value, label: tWord('inbox.slaState', value) })),
};

/** Those of which one can be chosen among what there is. */
export const ONE_OF: Partial<Record<FilterName, (choices: FilterChoices) => Word[]>> = {
  role: ({ roles }) => roles.map(named),
  step: ({ steps }) => steps.map(named),
  workflow_id: ({ workflows }) => workflows.map(numbered),
  assigned_user: ({ people }) => people.map(numbered),
  category: ({ categories }) => categories.map(named),
};

/** Those that are a number of days. */
export const DAYS: readonly FilterName[] = ['older_than_days', 'newer_than_days'];

/** Whether a value can only be read with the choices there are. */
export function needsChoices(name: FilterName): boolean {
  return name === 'workflow_id' || name === 'assigned_user';
}

/** A filter's value as people read it; several are separated by commas. */
export function labelOf(name: FilterName, value: string, choices?: FilterChoices): string {
  if (name === 'older_than_days') return t('filters.older', { count: value });
  if (name === 'newer_than_days') return t('filters.newer', { count: value });
  const words = SEVERAL[name]?.() ?? (choices && ONE_OF[name]?.(choices)) ?? [];
  const read = (one: string) => words.find((word) => word.value === one)?.label ?? one;
  return value.split(',').map(read).join(', ');
}
