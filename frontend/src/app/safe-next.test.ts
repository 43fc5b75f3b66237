import { expect, it } from 'vitest';

import { safeNext } from './safe-next';

it.each([
  ['/tasks/450?tab=sla', '/tasks/450?tab=sla'],
  [null, '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, %s leads to %s', (next, target) => {
  expect(safeNext(next)).toBe(target);
});
