import type { components } from '@/api/workflow';
import { t } from '@/shared/lib/i18n';

type Schemas = components['schemas'];
export type Coverage = Schemas['CoverageOutput'];
export type Cell = Schemas['CoverageCell'];
export type Mark = 'gap' | 'overlap' | 'unpublished';
export type Only = 'gaps' | 'overlaps' | 'unpublished';

const MARK_OF: Record<Only, Mark> = {
  gaps: 'gap',
  overlaps: 'overlap',
  unpublished: 'unpublished',
};

/** What a cell is worth looking at for; a combination nobody asked for is no gap. */
export function marksOf(cell: Cell): Mark[] {
  const marks: Mark[] = [];
  if (cell.rule === 'none' && cell.volume > 0) marks.push('gap');
  if (cell.competing.length > 0) marks.push('overlap');
  if (cell.unpublished.length > 0) marks.push('unpublished');
  return marks;
}

/** `IT Support › Network` */
export function kindOf(cell: Cell): string {
  return [cell.category, cell.sub_category].filter(Boolean).join(' › ');
}

export function departmentOf(cell: Cell): string {
  return cell.department || t('coverage.noDepartment');
}

export interface Kind {
  name: string;
  cells: Cell[];
}

/** The cells in rows by kind, each row in the order of the departments. */
export function rowsOf(cells: readonly Cell[]): Kind[] {
  const rows = new Map<string, Cell[]>();
  for (const cell of cells) {
    const name = kindOf(cell);
    rows.set(name, [...(rows.get(name) ?? []), cell]);
  }
  return [...rows].map(([name, ofKind]) => ({ name, cells: ofKind }));
}

export interface CoverageFilter {
  search: string;
  only: Only | '';
}

export function readFilter(params: URLSearchParams): CoverageFilter {
  const only = params.get('only') ?? '';
  return { search: params.get('search') ?? '', only: only in MARK_OF ? (only as Only) : '' };
}

/** The rows with a cell that is asked for. */
export function matching(rows: readonly Kind[], { search, only }: CoverageFilter): Kind[] {
  const words = search.toLowerCase();
  return rows.filter(
    ({ name, cells }) =>
      (!only || cells.some((cell) => marksOf(cell).includes(MARK_OF[only]))) &&
      (!words || [name, ...cells.map(winnerOf)].some((text) => text.toLowerCase().includes(words))),
  );
}

export function winnerOf(cell: Cell): string {
  return cell.workflow_name ?? '';
}

const COLUMNS: [string, (cell: Cell) => string | number][] = [
  ['category', (cell) => cell.category],
  ['sub_category', (cell) => cell.sub_category],
  ['department', (cell) => cell.department],
  ['workflow', winnerOf],
  ['version', (cell) => cell.workflow_version ?? ''],
  ['rule', (cell) => cell.rule],
  ['competing', (cell) => cell.competing.map(({ name }) => name).join('; ')],
  ['unpublished', (cell) => cell.unpublished.map(({ name }) => name).join('; ')],
  ['tickets_30_days', (cell) => cell.volume],
  ['still_waiting', (cell) => cell.unrouted],
];

/** The rows as CSV (RFC 4180). */
export function toCsv(rows: readonly Kind[]): string {
  const lines = rows.flatMap(({ cells }) =>
    cells.map((cell) => COLUMNS.map(([, read]) => quoted(read(cell)))),
  );
  return [COLUMNS.map(([name]) => name), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function quoted(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
