import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';

import { useSteps } from './use-steps';

const IDS = ['a', 'b', 'c', 'd', 'e'];

function steps() {
  const asked: string[] = [];
  const { result, rerender } = renderHook(
    ({ selected }) => useSteps(IDS, selected, (id) => asked.push(id)),
    { initialProps: { selected: 'a' } },
  );
  return {
    asked,
    press: (by: number) => result.current(by),
    select: (selected: string) => rerender({ selected }),
  };
}

it('goes as far as keys were pressed, however late the selection follows', () => {
  const { asked, press, select } = steps();

  press(1);
  press(1);
  select('b');
  press(1);
  select('d');
  press(-1);

  expect(asked).toEqual(['b', 'c', 'd', 'c']);
});

it('goes on from a row that was chosen by other means', () => {
  const { asked, press, select } = steps();

  press(1);
  select('d');
  press(1);

  expect(asked).toEqual(['b', 'e']);
});

it('stays at the ends', () => {
  const { asked, press, select } = steps();

  press(-1);
  select('e');
  press(1);

  expect(asked).toEqual([]);
});
