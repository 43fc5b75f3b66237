import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

export type SavedView = Schemas['SavedViewOutput'];
export type Column = Schemas['ColumnShape'];
export type ColumnName = Column['name'];
export type Habits = Required<Schemas['HabitsShape']>;
export type Arrangement = Required<Schemas['OwnColumnsShape']>;

export const COLUMN_NAMES: readonly ColumnName[] = [
  'ticket_number',
  'number',
  'title',
  'priority',
  'status',
  'step',
  'role',
  'assignee',
  'coordinator',
  'sla',
  'category',
  'sub_category',
  'department',
  'workflow',
  'created',
  'started',
  'completed',
];

export const USUAL_COLUMNS: readonly Column[] = [
  { name: 'ticket_number', width: 130 },
  { name: 'title' },
  { name: 'priority', width: 100 },
  { name: 'step', width: 170 },
  { name: 'assignee', width: 160 },
  { name: 'sla', width: 150 },
  { name: 'department', width: 120 },
];

/** What a person sees in a view: their own choice, else its owner's proposal, else the usual. */
export function columnsOf(own: Column[] | undefined, proposed: Column[] | undefined): Column[] {
  if (own?.length) return own;
  return proposed?.length ? proposed : [...USUAL_COLUMNS];
}

/** `columns` with one moved by `by` places. */
export function moved(columns: Column[], name: ColumnName, by: -1 | 1): Column[] {
  const from = columns.findIndex((column) => column.name === name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return columns;
  const next = [...columns];
  const [taken] = next.splice(from, 1);
  if (taken) next.splice(to, 0, taken);
  return next;
}

/** Columns of a table as they are kept: without what is only shown. */
export function asColumns(columns: readonly { name: string; width?: number }[]): Column[] {
  return columns.map(({ name, width }) => ({
    name: name as ColumnName,
    ...(width !== undefined && { width }),
  }));
}
