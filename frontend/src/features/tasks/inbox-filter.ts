export const VIEWS = [
  'mine',
  'unassigned',
  'waiting',
  'mentioned',
  'watching',
  'at_risk',
  'breached',
  'all',
  'done',
] as const;
export type View = (typeof VIEWS)[number];
/** What a saved view is called in addresses. */
export type SavedKey = `saved-${number}`;

/** The parameters of the list of tasks that a person can set, as the service calls them. */
export const FILTERS = [
  'search',
  'priority',
  'status',
  'sla_state',
  'role',
  'step',
  'workflow_id',
  'assigned_user',
  'category',
  'department',
  'older_than_days',
  'newer_than_days',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** What the inbox shows; every part of it is in the address of the page. */
export interface InboxFilter {
  view: View | SavedKey;
  /** An empty word takes a filter of the saved view away. */
  filters: Filters;
  /** Empty for that of the view. */
  ordering: string;
}

/** A view as it was saved. */
export interface SavedQuery {
  filters: Record<string, string>;
  ordering?: string;
}

const FIRST: View = 'mine';
const BY_DEADLINE = 'sla_deadline';
const SAVED_KEY = /^saved-\d+$/;

function isSavedKey(word: string): word is SavedKey {
  return SAVED_KEY.test(word);
}

function readView(word: string | null): View | SavedKey | null {
  if (word !== null && isSavedKey(word)) return word;
  return VIEWS.find((view) => view === word) ?? null;
}

export function isBuiltIn(view: View | SavedKey): view is View {
  return !isSavedKey(view);
}

export function readFilter(params: URLSearchParams, home: string = FIRST): InboxFilter {
  const set = FILTERS.filter((name) => params.has(name));
  return {
    view: readView(params.get('view')) ?? readView(home) ?? FIRST,
    filters: Object.fromEntries(set.map((name) => [name, params.get(name) ?? ''])),
    ordering: params.get('ordering') ?? '',
  };
}

/** `params` with some filters changed; undefined leaves the view's own, '' takes it away. */
export function withFilters(params: URLSearchParams, change: Filters): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

export function withOrdering(params: URLSearchParams, ordering: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (ordering) next.set('ordering', ordering);
  else next.delete('ordering');
  return next;
}

/** What is asked of the list of tasks. */
export function queryOf(filter: InboxFilter, saved: SavedQuery | null): Record<string, string> {
  const own = saved?.filters ?? (isBuiltIn(filter.view) ? { view: filter.view } : {});
  const usual = filter.view === 'done' ? '' : BY_DEADLINE;
  const query = {
    ...own,
    ...filter.filters,
    ordering: filter.ordering || saved?.ordering || usual,
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

/** The filters in force, those of a saved view included. */
export function filtersInForce(filter: InboxFilter, saved: SavedQuery | null): Filters {
  const query = queryOf(filter, saved);
  return Object.fromEntries(
    FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]),
  );
}

/** Whether the list differs from the view it began with. */
export function isChanged(filter: InboxFilter, saved: SavedQuery | null): boolean {
  const plain = { view: filter.view, filters: {}, ordering: '' };
  return (
    JSON.stringify(sorted(queryOf(filter, saved))) !== JSON.stringify(sorted(queryOf(plain, saved)))
  );
}

function sorted(query: Record<string, string>): [string, string][] {
  return Object.entries(query).sort(([left], [right]) => left.localeCompare(right));
}

const TASK = 'task';
const LAYOUT = 'layout';

/** The task shown beside the list. */
export function readSelected(params: URLSearchParams): string | null {
  return params.get(TASK);
}

export type Layout = 'split' | 'table';

export function readLayout(params: URLSearchParams): Layout {
  return params.get(LAYOUT) === 'table' ? 'table' : 'split';
}

export function withLayout(params: URLSearchParams, layout: Layout): URLSearchParams {
  const next = new URLSearchParams(params);
  if (layout === 'table') {
    next.set(LAYOUT, layout);
    next.delete(TASK);
  } else {
    next.delete(LAYOUT);
  }
  return next;
}

/** The address of the inbox with another task beside the list. */
export function taskHref(params: URLSearchParams, taskId: string): string {
  const next = new URLSearchParams(params);
  next.set(TASK, taskId);
  return `/inbox?${next.toString()}`;
}

/** The address of another view, without what was filtered and shown beside the list. */
export function viewHref(params: URLSearchParams, view: View | SavedKey): string {
  const next = new URLSearchParams({ view });
  if (readLayout(params) === 'table') next.set(LAYOUT, 'table');
  return `/inbox?${next.toString()}`;
}
