import { expect, it } from 'vitest';

import { changesOf, exportAddress, pageOfObject, readFilter, writeFilter } from './audit';

const ALL = readFilter(new URLSearchParams());

it('keeps the filter in the address', () => {
  const text =
    'audit=auth&search=cable&action=task.&object=task%3A7&user=12&task=7&from=2026-11-01&until=2026-11-21';

  expect(writeFilter(readFilter(new URLSearchParams(text))).toString()).toBe(text);
});

it('ignores what makes no sense', () => {
  const filter = readFilter(new URLSearchParams('audit=other&user=-1&task=x&from=yesterday'));

  expect(writeFilter(filter).toString()).toBe('');
});

it('says of each field whether it is new, gone, changed or as before', () => {
  const event = {
    before: { status: 'pending', step: 'a', gone: 1 },
    after: { status: 'open', step: 'a', fresh: { x: 1 } },
  };

  expect(changesOf(event)).toEqual([
    { field: 'status', kind: 'changed', before: 'pending', after: 'open' },
    { field: 'step', kind: 'same', before: 'a', after: 'a' },
    { field: 'gone', kind: 'removed', before: '1', after: '' },
    { field: 'fresh', kind: 'added', before: '', after: '{"x":1}' },
  ]);
});

it('exports what is shown, from the service whose audit it is', () => {
  expect(exportAddress({ ...ALL, task: 7, search: 'a b' }, 'csv')).toBe(
    '/api/workflow/audit/export/?format=csv&search=a+b&task_id=7',
  );
  expect(exportAddress({ ...ALL, audit: 'auth', task: 7, user: 12 }, 'jsonl')).toBe(
    '/api/auth/api/v1/audit/export/?format=jsonl&user_id=12',
  );
});

it.each([
  ['task', '7', '/tasks/7'],
  ['person', '12', '/people/12'],
  ['ticket', 'HD/7', '/tickets/HD%2F7'],
  ['api_key', '7d7a', '/api-keys'],
  ['audit', 'workflow', undefined],
  ['task', 'x', undefined],
])('leads from %s %s to its page', (object_type, object_id, page) => {
  const event = { object_type, object_id } as Parameters<typeof pageOfObject>[0];

  expect(pageOfObject(event)).toBe(page);
});
