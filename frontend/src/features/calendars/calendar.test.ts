import { describe, expect, it } from 'vitest';

import {
  blocksOf,
  copyToWorkdays,
  draftOf,
  nextSlot,
  OFFICE_HOURS,
  type Calendar,
} from './calendar';

const NIGHT = [{ weekday: 7, starts: '22:00', ends: '06:00' }];

describe('the blocks of a day', () => {
  it('are its slots as shares of 24 hours', () => {
    expect(blocksOf(OFFICE_HOURS, 1)).toEqual([{ from: 9 / 24, to: 17 / 24 }]);
    expect(blocksOf(OFFICE_HOURS, 6)).toEqual([]);
  });

  it('run past midnight into the next day, from Sunday into Monday', () => {
    expect(blocksOf(NIGHT, 7)).toEqual([{ from: 22 / 24, to: 1 }]);
    expect(blocksOf(NIGHT, 1)).toEqual([{ from: 0, to: 6 / 24 }]);
    expect(blocksOf(NIGHT, 2)).toEqual([]);
  });

  it('fill the day when a slot ends where it starts', () => {
    expect(blocksOf([{ weekday: 3, starts: '00:00', ends: '00:00' }], 3)).toEqual([
      { from: 0, to: 1 },
    ]);
  });
});

it('copies a day to the other workdays and leaves the weekend alone', () => {
  const slots = [
    { weekday: 2, starts: '08:00', ends: '12:00' },
    { weekday: 4, starts: '10:00', ends: '11:00' },
    { weekday: 6, starts: '10:00', ends: '11:00' },
  ];

  const copied = copyToWorkdays(slots, 2);

  expect(copied.map(({ weekday, starts }) => `${weekday} ${starts}`)).toEqual([
    '1 08:00',
    '2 08:00',
    '3 08:00',
    '4 08:00',
    '5 08:00',
    '6 10:00',
  ]);
});

it('offers a slot after the last one of the day', () => {
  expect(nextSlot([], 1)).toEqual({ weekday: 1, starts: '09:00', ends: '10:00' });
  expect(nextSlot(OFFICE_HOURS, 1)).toEqual({ weekday: 1, starts: '18:00', ends: '19:00' });
  expect(nextSlot([{ weekday: 1, starts: '09:00', ends: '23:30' }], 1)).toEqual({
    weekday: 1,
    starts: '23:00',
    ends: '00:00',
  });
});

it('shows midnight as a field for times can', () => {
  const calendar = {
    name: 'Shop',
    description: '',
    time_zone: 'UTC',
    slots: [{ weekday: 1, starts: '00:00', ends: '24:00' }],
    holidays: [],
  } as unknown as Calendar;

  expect(draftOf(calendar).slots).toEqual([{ weekday: 1, starts: '00:00', ends: '00:00' }]);
});
