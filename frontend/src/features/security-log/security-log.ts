import type { components } from '@/api/auth';

export type SecurityEvent = components['schemas']['SecurityEventOutput'];

/** Beginnings of the acts that are kept. */
export const AREAS = [
  'sign_in.',
  'session.',
  'password.',
  'second_factor.',
  'recovery_code',
  'person.',
  'email.',
  'account.',
  'role',
  'system.',
  'invitation.',
  'registration.',
  'api_key.',
  'refresh_token.',
  'signing_key.',
] as const;

/** Which acts are listed; every part is in the address of the page. */
export interface LogFilter {
  /** Beginning of the act; null for all of them. */
  action: string | null;
  /** Whoever did it or to whom it was done. */
  user: number | null;
  /** Days such as `2026-11-21`, both included; empty for no limit. */
  from: string;
  until: string;
  address: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(text: string | null): string {
  return text !== null && DAY.test(text) ? text : '';
}

export function readFilter(params: URLSearchParams): LogFilter {
  const user = Number(params.get('user'));
  return {
    action: AREAS.find((area) => area === params.get('action')) ?? null,
    user: Number.isSafeInteger(user) && user > 0 ? user : null,
    from: dayOf(params.get('from')),
    until: dayOf(params.get('until')),
    address: params.get('address') ?? '',
  };
}

export function writeFilter({ action, user, from, until, address }: LogFilter): URLSearchParams {
  return new URLSearchParams({
    ...(action && { action }),
    ...(user && { user: String(user) }),
    ...(from && { from }),
    ...(until && { until }),
    ...(address && { address }),
  });
}

/** The filter in the words of the service; days begin and end where the reader is. */
export function queryOf({ action, user, from, until, address }: LogFilter) {
  return {
    ...(action && { action }),
    ...(user && { user_id: user }),
    ...(from && { start_date: startOf(from) }),
    ...(until && { end_date: startOf(until, 1) }),
    ...(address && { address }),
  };
}

function startOf(day: string, daysLater = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

/** The position that the address of a next page holds. */
export function cursorOf(next: string | null | undefined): string | undefined {
  return (next && new URL(next, location.href).searchParams.get('cursor')) || undefined;
}

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** What an act changed, field by field. */
export function changesOf(event: Pick<SecurityEvent, 'before' | 'after'>): Change[] {
  const before = asRecord(event.before);
  const after = asRecord(event.after);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => ({
    field,
    before: wordsFor(before[field]),
    after: wordsFor(after[field]),
  }));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function wordsFor(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
