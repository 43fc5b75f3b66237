import { useState } from 'react';

export interface SteadyRow<Row> {
  row: Row;
  /** No longer in the list, kept in its place until the person asks for the new list. */
  gone: boolean;
}

interface SteadyList<Row> {
  rows: SteadyRow<Row>[];
  /** How many new rows wait to be shown. */
  waiting: number;
  show: () => void;
}

function sameOrder(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

/**
 * Rows of a live list that stay where they are: known ones change in place, new ones wait until
 * `show` is called, lost ones remain, marked. Another `scope` (filter, view) starts afresh.
 */
export function useSteadyList<Row>(
  scope: string,
  current: Row[] | undefined,
  idOf: (row: Row) => string,
  appended = 0,
): SteadyList<Row> {
  const [shown, setShown] = useState<{ scope: string; appended: number; rows: Row[] }>({
    scope: '',
    appended: 0,
    rows: [],
  });
  const startAfresh =
    shown.scope !== scope || shown.appended !== appended || shown.rows.length === 0;

  if (current && startAfresh && !isShown(shown, scope, appended, current)) {
    setShown({ scope, appended, rows: current });
  }
  if (!current) return { rows: [], waiting: 0, show: () => undefined };

  const base = startAfresh ? current : shown.rows;
  const byId = new Map(current.map((row) => [idOf(row), row]));
  const shownIds = base.map(idOf);
  const known = new Set(shownIds);
  return {
    rows: base.map((row) => {
      const newest = byId.get(idOf(row));
      return { row: newest ?? row, gone: newest === undefined };
    }),
    waiting: sameOrder(shownIds, [...byId.keys()])
      ? 0
      : current.filter((row) => !known.has(idOf(row))).length,
    show: () => setShown({ scope, appended, rows: current }),
  };
}

function isShown<Row>(
  shown: { scope: string; appended: number; rows: Row[] },
  scope: string,
  appended: number,
  current: Row[],
): boolean {
  return (
    shown.scope === scope &&
    shown.appended === appended &&
    shown.rows.length === current.length &&
    shown.rows.every((row, index) => row === current[index])
  );
}
