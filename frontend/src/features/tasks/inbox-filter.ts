export const VIEWS = ['mine', 'unassigned', 'at_risk', 'breached', 'all', 'done'] as const;
export type View = (typeof VIEWS)[number];

export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What the inbox shows; every part of it is in the address of the page. */
export interface InboxFilter {
  view: View;
  search: string;
  priority: Priority | null;
}

function oneOf<T extends string>(known: readonly T[], word: string | null): T | null {
  return known.find((candidate) => candidate === word) ?? null;
}

export function readFilter(params: URLSearchParams): InboxFilter {
  return {
    view: oneOf(VIEWS, params.get('view')) ?? 'mine',
    search: params.get('search') ?? '',
    priority: oneOf(PRIORITIES, params.get('priority')),
  };
}

/** `params` with `change` applied; what equals the default is left out of the address. */
export function withFilter(params: URLSearchParams, change: Partial<InboxFilter>): URLSearchParams {
  const next = new URLSearchParams(params);
  const { view, search, priority } = { ...readFilter(params), ...change };
  setOrDrop(next, 'view', view === 'mine' ? null : view);
  setOrDrop(next, 'search', search || null);
  setOrDrop(next, 'priority', priority);
  return next;
}

function setOrDrop(params: URLSearchParams, name: string, value: string | null): void {
  if (value === null) params.delete(name);
  else params.set(name, value);
}

const TASK = 'task';

/** The task shown beside the list. */
export function readSelected(params: URLSearchParams): string | null {
  return params.get(TASK);
}

/** The address of the inbox with another task beside the list. */
export function taskHref(params: URLSearchParams, taskId: string): string {
  const next = new URLSearchParams(params);
  next.set(TASK, taskId);
  return `/inbox?${next.toString()}`;
}

/** The address of another view; the task beside the list belonged to the old one. */
export function viewHref(params: URLSearchParams, view: View): string {
  const next = withFilter(params, { view });
  next.delete(TASK);
  return `/inbox?${next.toString()}`;
}
