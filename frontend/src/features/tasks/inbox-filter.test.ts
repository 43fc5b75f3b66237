import { expect, it } from 'vitest';

import {
  filtersInForce,
  isChanged,
  queryOf,
  readFilter,
  viewHref,
  withFilters,
  withLayout,
} from './inbox-filter';

const read = (text: string, home?: string) => readFilter(new URLSearchParams(text), home);
const SAVED = { filters: { view: 'all', priority: 'high', department: 'Finance' }, ordering: '' };

it('begins with one’s own work, or with what a person chose', () => {
  expect(read('').view).toBe('mine');
  expect(read('', 'saved-7').view).toBe('saved-7');
  expect(read('view=breached', 'saved-7').view).toBe('breached');
  expect(read('view=nonsense').view).toBe('mine');
});

it('asks the list for a built-in view by its word, soonest first', () => {
  expect(queryOf(read('view=waiting&search=vpn'), null)).toEqual({
    view: 'waiting',
    search: 'vpn',
    ordering: 'sla_deadline',
  });
  expect(queryOf(read('view=done'), null)).toEqual({ view: 'done' });
});

it('lays what the address says over a saved view', () => {
  const filter = read('view=saved-7&priority=urgent&department=&ordering=-created_at');

  expect(queryOf(filter, SAVED)).toEqual({
    view: 'all',
    priority: 'urgent',
    ordering: '-created_at',
  });
  expect(filtersInForce(filter, SAVED)).toEqual({ priority: 'urgent' });
});

it('knows when a view was changed', () => {
  expect(isChanged(read('view=saved-7'), SAVED)).toBe(false);
  expect(isChanged(read('view=saved-7&priority=high'), SAVED)).toBe(false);
  expect(isChanged(read('view=saved-7&priority=low'), SAVED)).toBe(true);
  expect(isChanged(read('view=mine'), null)).toBe(false);
  expect(isChanged(read('view=mine&search=vpn'), null)).toBe(true);
});

it('keeps everything of it in the address', () => {
  const params = withFilters(new URLSearchParams('view=all&task=5'), { status: 'on_hold' });

  expect(params.toString()).toBe('view=all&task=5&status=on_hold');
  expect(withLayout(params, 'table').toString()).toBe('view=all&status=on_hold&layout=table');
  expect(viewHref(withLayout(params, 'table'), 'mine')).toBe('/inbox?view=mine&layout=table');
});
