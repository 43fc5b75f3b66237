import { expect, it } from 'vitest';

import { columnsOf, moved, USUAL_COLUMNS } from './views';

it('shows a person’s own columns before those a view proposes', () => {
  expect(columnsOf([{ name: 'sla' }], [{ name: 'title' }])).toEqual([{ name: 'sla' }]);
  expect(columnsOf([], [{ name: 'title' }])).toEqual([{ name: 'title' }]);
  expect(columnsOf(undefined, undefined)).toEqual(USUAL_COLUMNS);
});

it('moves a column as far as there is room', () => {
  const columns = [{ name: 'title' as const }, { name: 'sla' as const, width: 90 }];

  expect(moved(columns, 'sla', -1)).toEqual([{ name: 'sla', width: 90 }, { name: 'title' }]);
  expect(moved(columns, 'sla', 1)).toBe(columns);
  expect(moved(columns, 'role', 1)).toBe(columns);
});
