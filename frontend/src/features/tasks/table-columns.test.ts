import { expect, it } from 'vitest';

import { layoutOf, placed, resized } from './table-columns';

const COLUMNS = [
  { name: 'number', label: 'Task', width: 90 },
  { name: 'title', label: 'Title' },
  { name: 'sla', label: 'Clock', width: 150 },
];
const names = (columns: { name: string }[]) => columns.map(({ name }) => name);

it('gives the rest to the columns without a width, and never too little', () => {
  expect(layoutOf(COLUMNS)).toEqual({
    '--columns': '34px 90px minmax(160px, 1fr) 150px',
    '--table-width': '434px',
  });
});

it('makes a column wider within what the service takes', () => {
  expect(resized(COLUMNS, 'title', 300.4)[1]?.width).toBe(300);
  expect(resized(COLUMNS, 'title', 5_000)[1]?.width).toBe(800);
  expect(resized(COLUMNS, 'title', -3)[1]?.width).toBe(40);
  expect(resized(COLUMNS, 'title', 300)[0]).toBe(COLUMNS[0]);
});

it('puts a column where another one is', () => {
  expect(names(placed(COLUMNS, 'sla', 0))).toEqual(['sla', 'number', 'title']);
  expect(names(placed(COLUMNS, 'number', 1))).toEqual(['title', 'number', 'sla']);
  expect(names(placed(COLUMNS, 'number', 9))).toEqual(['title', 'sla', 'number']);
  expect(names(placed(COLUMNS, 'number', -1))).toEqual(['number', 'title', 'sla']);
  expect(placed(COLUMNS, 'colour', 1)).toBe(COLUMNS);
});
