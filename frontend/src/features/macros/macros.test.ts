import { expect, it } from 'vitest';

import { fieldsOf, linesOf, matching, textOfFields } from './macros';

it('reads fields as they are written, colons in values included', () => {
  expect(fieldsOf('serial: S-1\n at : 10:30 \n\n: lost\nempty')).toEqual({
    serial: 'S-1',
    at: '10:30',
    empty: '',
  });
  expect(fieldsOf(textOfFields({ serial: 'S-1', cost: 3 }))).toEqual({ serial: 'S-1', cost: '3' });
});

it('reads one item from each line', () => {
  expect(linesOf(' One \n\nTwo')).toEqual(['One', 'Two']);
});

it('finds macros by all words of the search, in any order', () => {
  const macros = [
    { name: 'Ask for logs', description: 'Network' },
    { name: 'Ask for a photo', description: '' },
  ];

  expect(matching(macros, 'network ASK')).toEqual([macros[0]]);
  expect(matching(macros, '')).toEqual(macros);
});
