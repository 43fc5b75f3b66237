import { expect, test } from 'vitest';

import { counted } from './counted';

test('a list is counted up to a thousand, and no further', () => {
  expect([0, 7, 1000, 1001].map(counted)).toEqual(['0', '7', '1000', '1000+']);
});
