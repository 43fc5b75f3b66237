import type { components } from '@/api/workflow';
import { hasRole, type Session } from '@/shared/lib/session';

type Schemas = components['schemas'];
export type Letter = Schemas['DeadLetterOutput'];
export type LetterDetail = Schemas['DeadLetterDetailOutput'];
export type LetterEvent = Schemas['DeadLetterEventOutput'];
export type RetryRun = Schemas['RetryRunOutput'];
export type LetterState = Schemas['DeadLetterStateEnum'];

/** The services that take messages, and so may fail to process one. */
export const SERVICES = ['workflow', 'ticket', 'messaging', 'notification'] as const;
export type Service = (typeof SERVICES)[number];

export const STATES: readonly LetterState[] = ['open', 'retried', 'ignored', 'resolved'];

/** Letters of one service that share a cause. */
export type Cause = Schemas['DeadLetterGroupOutput'] & { service: Service };

/** What the console shows; every part is in the address of the page. */
export interface FailedWorkFilter {
  state: LetterState;
  service: Service | null;
  /** A correlation id or the number of a ticket; empty for everything. */
  search: string;
}

function oneOf<T extends string>(known: readonly T[], word: string | null | undefined): T | null {
  return known.find((candidate) => candidate === word) ?? null;
}

export function readService(word: string | null | undefined): Service | null {
  return oneOf(SERVICES, word);
}

export function readFilter(params: URLSearchParams): FailedWorkFilter {
  return {
    state: oneOf(STATES, params.get('state')) ?? 'open',
    service: readService(params.get('service')),
    search: params.get('search') ?? '',
  };
}

/** The query of an address for `filter`, without what equals the default. */
export function writeFilter({ state, service, search }: FailedWorkFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (state !== 'open') params.set('state', state);
  if (service) params.set('service', service);
  if (search) params.set('search', search);
  return params;
}

export function causeHref(
  service: Service,
  cause: string,
  state: LetterState = 'open',
  search = '',
): string {
  const query = writeFilter({ state, service: null, search }).toString();
  return `/failed-work/${service}/causes/${cause}${query && `?${query}`}`;
}

export function letterHref(service: Service, id: number): string {
  return `/failed-work/${service}/letters/${id}`;
}

export function runHref(service: Service, id: number): string {
  return `/failed-work/${service}/runs/${id}`;
}

/** The code of the letters of tickets that no deployed workflow takes. */
export const NO_WORKFLOW = 'WORKFLOW_NOT_FOUND';

export function unroutedHref(number: string): string {
  return number ? `/unrouted?search=${encodeURIComponent(number)}` : '/unrouted';
}

/** The causes of all services in one list, the one that failed last first. */
export function newestFirst(causes: Cause[]): Cause[] {
  return causes.toSorted((one, other) => Date.parse(other.last_seen) - Date.parse(one.last_seen));
}

export interface RetryPlan {
  count: number;
  /** From the first to the last message. */
  seconds: number;
}

/** What a retry of `open` letters comes to with at most `limit` of them, `rate` per second. */
export function planRetry(open: number, limit: number, rate: number): RetryPlan {
  const count = Math.min(open, limit);
  return { count, seconds: Math.ceil(Math.max(0, count - 1) / rate) };
}

type Payload = Record<string, unknown>;

/** The object that `text` is the JSON of; throws `SyntaxError` for no JSON, null for no object. */
export function parsePayload(text: string): Payload | null {
  const value: unknown = JSON.parse(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Payload) : null;
}

/** Whether the person may do more than read. */
export function mayAct(session: Session): boolean {
  return hasRole(session, 'Admin');
}

/** What can be done about a letter as it stands. */
export function choicesFor(letter: LetterDetail) {
  const waits = letter.state === 'open' || letter.state === 'ignored';
  const edit = waits && letter.task !== '';
  return { retry: edit && letter.kwargs !== null, edit, ignore: waits };
}
