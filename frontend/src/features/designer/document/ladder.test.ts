import { expect, it } from 'vitest';

import {
  amountOf,
  DEFAULT_LADDER,
  faultOf,
  isBreach,
  isDefault,
  MOST_RUNGS,
  placed,
  placeOf,
  readLadder,
  withAnother,
  type Rung,
} from './ladder';

const [WARNING, BREACH] = DEFAULT_LADDER as [Rung, Rung];

it('takes nothing for the usual ladder', () => {
  expect(readLadder([])).toEqual(DEFAULT_LADDER);
  expect(readLadder(undefined)).toEqual(DEFAULT_LADDER);
  expect(isDefault(readLadder([{ percent: 75 }, { percent: 100 }]))).toBe(false);
});

it('adds rungs at shares that are free until there are enough', () => {
  let ladder = DEFAULT_LADDER;
  for (let nth = 0; nth < 2 * MOST_RUNGS; nth += 1) ladder = withAnother(ladder);

  expect(ladder).toHaveLength(MOST_RUNGS);
  expect(new Set(ladder.map(({ percent }) => percent)).size).toBe(MOST_RUNGS);
  expect(ladder.filter(isBreach)).toHaveLength(1);
  expect(ladder.map((rung, index) => faultOf(ladder, index, rung))).toEqual(ladder.map(() => null));
});

it.each([
  [{ ...WARNING, percent: 100 }, 'taken'],
  [{ ...WARNING, percent: 0 }, 'percent'],
  [{ ...WARNING, percent: 1001 }, 'percent'],
  [{ ...WARNING, percent: 7.5 }, 'percent'],
  [{ ...WARNING, percent: Number.NaN }, 'percent'],
  [placed(WARNING, 'before', 43_201), 'minutes'],
  [{ ...WARNING, tell: [] }, 'tell'],
  [{ ...WARNING, tell: [], escalate: true }, null],
  [WARNING, null],
])('says what keeps %o from its place', (rung, fault) => {
  expect(faultOf(DEFAULT_LADDER, 0, rung)).toBe(fault);
});

it('counts minutes on either side of the end', () => {
  const before = placed(BREACH, 'before', 30);
  const after = placed(BREACH, 'after', 45);

  expect([before.minutes, placeOf(before), amountOf(before)]).toEqual([-30, 'before', 30]);
  expect([after.minutes, placeOf(after), amountOf(after)]).toEqual([45, 'after', 45]);
  expect(placed(before, 'percent', 90)).toMatchObject({ percent: 90, minutes: null });
});
