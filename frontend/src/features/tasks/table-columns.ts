import type { CSSProperties } from 'react';

export interface TableColumn {
  name: string;
  label: string;
  /** In pixels; without it what is left. */
  width?: number;
}

/** What the service takes. */
export const WIDTHS = { min: 40, max: 800 };
/** What a column without a width has at least. */
export const LEAST_REST = 160;
const CHOICE = 34;

/** Where the columns of a table stand: for its frame, so that a width changes without its rows. */
export function layoutOf(columns: TableColumn[]): CSSProperties {
  const tracks = columns.map(({ width }) =>
    width ? `${width}px` : `minmax(${LEAST_REST}px, 1fr)`,
  );
  const least = columns.reduce((sum, { width }) => sum + (width ?? LEAST_REST), CHOICE);
  return {
    '--columns': [`${CHOICE}px`, ...tracks].join(' '),
    '--table-width': `${least}px`,
  } as CSSProperties;
}

export function resized(columns: TableColumn[], name: string, width: number): TableColumn[] {
  const fitting = Math.round(Math.min(WIDTHS.max, Math.max(WIDTHS.min, width)));
  return columns.map((one) => (one.name === name ? { ...one, width: fitting } : one));
}

/** `columns` with one of them at the place of another. */
export function placed(columns: TableColumn[], name: string, at: number): TableColumn[] {
  const taken = columns.find((one) => one.name === name);
  if (!taken) return columns;
  const others = columns.filter((one) => one !== taken);
  const place = Math.min(others.length, Math.max(0, at));
  return [...others.slice(0, place), taken, ...others.slice(place)];
}
