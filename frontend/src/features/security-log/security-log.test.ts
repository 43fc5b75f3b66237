import { expect, it } from 'vitest';

import { changesOf, cursorOf, queryOf, readFilter, writeFilter } from './security-log';

it('keeps the filter in the address', () => {
  const text = 'action=sign_in.&user=12&from=2026-11-01&until=2026-11-21&address=192.0.2.7';

  expect(writeFilter(readFilter(new URLSearchParams(text))).toString()).toBe(text);
});

it('ignores what makes no sense', () => {
  const filter = readFilter(new URLSearchParams('action=nonsense&user=-1&from=yesterday'));

  expect(writeFilter(filter).toString()).toBe('');
});

it('asks for whole days, the last one included', () => {
  const { start_date: start, end_date: end } = queryOf(
    readFilter(new URLSearchParams('from=2026-11-21&until=2026-11-21')),
  );

  expect(Date.parse(end ?? '') - Date.parse(start ?? '')).toBe(24 * 3600 * 1000);
});

it('says what an act changed', () => {
  expect(changesOf({ before: { role: 'IT Support' }, after: { left: 9 } })).toEqual([
    { field: 'role', before: 'IT Support', after: '–' },
    { field: 'left', before: '–', after: '9' },
  ]);
});

it('finds the position of the next page', () => {
  expect(cursorOf('http://127.0.0.1:8080/api/auth/api/v1/audit/?cursor=cD00&page_size=50')).toBe(
    'cD00',
  );
  expect(cursorOf(null)).toBeUndefined();
});
