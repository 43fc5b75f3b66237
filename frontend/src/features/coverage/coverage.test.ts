import { expect, it } from 'vitest';

import { marksOf, matching, readFilter, rowsOf, toCsv, type Cell } from './coverage';

function makeCell(facts: Partial<Cell> = {}): Cell {
  return {
    category: 'IT Support',
    sub_category: 'Network',
    department: '',
    workflow_id: 1,
    workflow_name: 'IT Network Support',
    workflow_version: 2,
    rule: 'any_department',
    competing: [],
    unpublished: [],
    volume: 0,
    unrouted: 0,
    ...facts,
  };
}

const LOSER = { workflow_id: 3, name: 'Old network', reason: 'is not deployed (paused)' };
const GAP = makeCell({
  sub_category: 'Printer',
  workflow_id: null,
  workflow_name: null,
  workflow_version: null,
  rule: 'none',
  volume: 4,
});

it('marks gaps only where tickets came, and what competes or is not deployed', () => {
  expect(marksOf(GAP)).toEqual(['gap']);
  expect(marksOf({ ...GAP, volume: 0 })).toEqual([]);
  expect(marksOf(makeCell({ competing: [LOSER], unpublished: [LOSER] }))).toEqual([
    'overlap',
    'unpublished',
  ]);
});

it('shows the rows that are asked for', () => {
  const rows = rowsOf([makeCell(), makeCell({ department: 'HR' }), GAP]);
  const names = (query: string) =>
    matching(rows, readFilter(new URLSearchParams(query))).map(({ name }) => name);

  expect(names('')).toEqual(['IT Support › Network', 'IT Support › Printer']);
  expect(names('only=gaps')).toEqual(['IT Support › Printer']);
  expect(names('search=network')).toEqual(['IT Support › Network']);
  expect(names('only=nonsense')).toHaveLength(2);
});

it('writes CSV that no spreadsheet takes for a formula', () => {
  const csv = toCsv(rowsOf([makeCell({ department: '=SUM(A1)', workflow_name: 'The "new" one' })]));

  const [head, line] = csv.split('\r\n');
  expect(head).toMatch(/^category,sub_category,department,workflow,version/);
  expect(line).toContain('"\'=SUM(A1)"');
  expect(line).toContain('"The ""new"" one"');
});
