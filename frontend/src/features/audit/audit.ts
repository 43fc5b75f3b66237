import type { components as Auth } from '@/api/auth';
import type { components as Workflow } from '@/api/workflow';

export type WorkEvent = Workflow['schemas']['AuditEventOutput'];
export type AccessEvent = Auth['schemas']['SecurityEventOutput'];
export type AuditEvent = WorkEvent | AccessEvent;
export type Report = Workflow['schemas']['AuditReportOutput'];

/** Each service keeps an audit of its own: work on tickets, and who may do what. */
export const AUDITS = ['workflow', 'auth'] as const;
export type AuditName = (typeof AUDITS)[number];

/** Which acts are listed; every part is in the address of the page. */
export interface AuditFilter {
  audit: AuditName;
  search: string;
  /** Beginning of the act, such as `task.`. */
  action: string;
  /** A kind of thing, or one of them: `task`, `task:7`. */
  object: string;
  /** Whoever did it (or, in the audit of access, to whom it was done). */
  user: number | null;
  task: number | null;
  /** Days such as `2026-11-21`, both included; empty for no limit. */
  from: string;
  until: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(text: string | null): string {
  return text !== null && DAY.test(text) ? text : '';
}

function idOf(text: string | null): number | null {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

export function readFilter(params: URLSearchParams): AuditFilter {
  return {
    audit: AUDITS.find((name) => name === params.get('audit')) ?? 'workflow',
    search: params.get('search') ?? '',
    action: params.get('action') ?? '',
    object: params.get('object') ?? '',
    user: idOf(params.get('user')),
    task: idOf(params.get('task')),
    from: dayOf(params.get('from')),
    until: dayOf(params.get('until')),
  };
}

export function writeFilter(filter: AuditFilter): URLSearchParams {
  const { audit, search, action, object, user, task, from, until } = filter;
  return new URLSearchParams({
    ...(audit !== 'workflow' && { audit }),
    ...(search && { search }),
    ...(action && { action }),
    ...(object && { object }),
    ...(user && { user: String(user) }),
    ...(task && { task: String(task) }),
    ...(from && { from }),
    ...(until && { until }),
  });
}

/** What both services understand; days begin and end where the reader is. */
export function queryOf({ search, action, object, user, from, until }: AuditFilter) {
  return {
    ...(search && { search }),
    ...(action && { action }),
    ...(object && { object }),
    ...(user && { user_id: user }),
    ...(from && { start_date: startOf(from) }),
    ...(until && { end_date: startOf(until, 1) }),
  };
}

/** Only work has tasks. */
export function taskOf({ audit, task }: AuditFilter) {
  return audit === 'workflow' && task ? { task_id: task } : {};
}

function startOf(day: string, daysLater = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

const PLACES: Record<AuditName, string> = {
  workflow: '/api/workflow/audit/export/',
  auth: '/api/auth/api/v1/audit/export/',
};

/** Where the browser fetches what the list shows, as a file. */
export function exportAddress(filter: AuditFilter, format: 'csv' | 'jsonl'): string {
  const asked = { format, ...queryOf(filter), ...taskOf(filter) };
  const text = Object.entries(asked).map(([name, value]) => [name, String(value)]);
  return `${PLACES[filter.audit]}?${new URLSearchParams(text).toString()}`;
}

/** The position that the address of a next page holds. */
export function cursorOf(next: string | null | undefined): string | undefined {
  return (next && new URL(next, location.href).searchParams.get('cursor')) || undefined;
}

export interface Change {
  field: string;
  kind: 'added' | 'removed' | 'changed' | 'same';
  before: string;
  after: string;
}

/** What an act changed, field by field. */
export function changesOf(event: Pick<AuditEvent, 'before' | 'after'>): Change[] {
  const before = asRecord(event.before);
  const after = asRecord(event.after);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => changeOf(field, before[field], after[field]));
}

function changeOf(field: string, before: unknown, after: unknown): Change {
  const [was, is] = [wordsFor(before), wordsFor(after)];
  const kind = was === is ? 'same' : before === undefined ? 'added' : 'changed';
  return { field, kind: after === undefined ? 'removed' : kind, before: was, after: is };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function wordsFor(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const PEOPLE = new Set([
  'assignee',
  'assignee_id',
  'coordinator',
  'coordinator_id',
  'person',
  'stand_in_id',
  'user_id',
]);

/** The id of the person that a field's words stand for; null for anything else. */
export function personIn(field: string, words: string): number | null {
  return PEOPLE.has(field) ? idOf(words) : null;
}

/** The page of what an act was about; undefined for things without one. */
export function pageOfObject({ object_type: kind, object_id: id }: AuditEvent): string | undefined {
  if (/^[1-9]\d*$/.test(id)) {
    if (kind === 'task') return `/tasks/${id}`;
    if (kind === 'workflow') return `/workflows/${id}`;
    if (kind === 'person') return `/people/${id}`;
  }
  return PAGES[kind] ?? (kind === 'ticket' ? `/tickets/${encodeURIComponent(id)}` : undefined);
}

const PAGES: Record<string, string | undefined> = {
  role: '/roles',
  system: '/roles',
  api_key: '/api-keys',
  service_client: '/service-clients',
  invitation: '/people/invitations',
  registration: '/people/registrations',
};
