import { expect, it } from 'vitest';

import { t, tWord } from '.';

it('fills placeholders', () => {
  expect(t('error.referenceOf', { id: 'abc' })).toBe('Reference abc');
});

it('chooses the plural by the count', () => {
  expect(t('timeline.folded', { count: 1 })).toBe('1 system event');
  expect(t('timeline.folded', { count: 4 })).toBe('4 system events');
});

it('makes an unknown word of the server readable', () => {
  expect(tWord('status', 'in_progress')).toBe('In progress');
  expect(tWord('status', 'waiting_for_parts')).toBe('Waiting for parts');
});
