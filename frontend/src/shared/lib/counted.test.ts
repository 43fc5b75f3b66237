import { expect, it } from 'vitest';

import { counted } from './counted';

it('counts a list up to a thousand, and no further', () => {
  expect([0, 7, 1000, 1001].map(counted)).toEqual(['0', '7', '1000', '1000+']);
});
