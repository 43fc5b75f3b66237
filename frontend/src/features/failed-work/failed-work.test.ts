import { expect, it } from 'vitest';

import { makeCause, makeLetter } from '@/test/make-letter';

import {
  causeHref,
  choicesFor,
  newestFirst,
  parsePayload,
  planRetry,
  readFilter,
  writeFilter,
} from './failed-work';

it('keeps the filter in the address and leaves the default out', () => {
  const filter = { state: 'ignored', service: 'messaging', search: 'HD-1' } as const;

  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({ state: 'open', service: null, search: '' }).toString()).toBe('');
});

it('falls back to the open letters of all services for unknown words', () => {
  expect(readFilter(new URLSearchParams('state=lost&service=auth'))).toEqual({
    state: 'open',
    service: null,
    search: '',
  });
});

it('keeps the state on the way to a cause', () => {
  expect(causeHref('ticket', 'abc', 'retried')).toBe(
    '/failed-work/ticket/causes/abc?state=retried',
  );
  expect(causeHref('ticket', 'abc')).toBe('/failed-work/ticket/causes/abc');
});

it('puts the cause that failed last first', () => {
  const older = makeCause({ cause: 'older', last_seen: '2026-03-01T10:00:00+02:00' });
  const newer = makeCause({ cause: 'newer', last_seen: '2026-03-01T09:00:00Z' });

  expect(newestFirst([older, newer]).map(({ cause }) => cause)).toEqual(['newer', 'older']);
});

it('counts what a retry sends and how long that takes', () => {
  expect(planRetry(3, 100, 5)).toEqual({ count: 3, seconds: 1 });
  expect(planRetry(300, 101, 5)).toEqual({ count: 101, seconds: 20 });
  expect(planRetry(3, 1, 0.01)).toEqual({ count: 1, seconds: 0 });
});

it('takes only an object for a payload', () => {
  expect(parsePayload('{"a": 1}')).toEqual({ a: 1 });
  expect(parsePayload('[1]')).toBeNull();
  expect(parsePayload('null')).toBeNull();
  expect(() => parsePayload('{')).toThrow(SyntaxError);
});

it('offers to send again only what is not on its way and names a task', () => {
  expect(choicesFor(makeLetter())).toEqual({ retry: true, edit: true, ignore: true });
  expect(choicesFor(makeLetter({ kwargs: null })).retry).toBe(false);
  expect(choicesFor(makeLetter({ task: '' })).edit).toBe(false);
  expect(choicesFor(makeLetter({ state: 'retried' }))).toEqual({
    retry: false,
    edit: false,
    ignore: false,
  });
});
