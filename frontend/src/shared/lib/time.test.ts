import { describe, expect, it } from 'vitest';

import {
  formatAbsolute,
  formatDuration,
  formatRelative,
  momentOf,
  parseDuration,
  secondsUntil,
} from './time';

const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 m'],
    [3_599, '59 m'],
    [3_600, '1 h'],
    [7_800, '2 h 10 m'],
    [86_400, '1 d'],
    [97_200, '1 d 3 h'],
    [-5, '0 s'],
  ])('says %i seconds as %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe('formatRelative', () => {
  it.each([
    ['2026-11-21T12:00:20Z', 'now'],
    ['2026-11-21T11:55:00Z', '5 min. ago'],
    ['2026-11-21T14:00:00Z', 'in 2 hr.'],
    ['2026-11-20T12:00:00Z', 'yesterday'],
  ])('says %s at noon as %s', (at, words) => {
    expect(formatRelative(at, NOON)).toBe(words);
  });
});

describe('parseDuration', () => {
  it.each([
    ['PT4H', 14_400],
    ['P1DT30M', 88_200],
    ['PT45S', 45],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it('does not guess at what it cannot read', () => {
    expect(parseDuration('P1M')).toBeNull();
  });
});

it('counts down through zero', () => {
  expect(secondsUntil('2026-11-21T12:01:00Z', NOON)).toBe(60);
  expect(secondsUntil('2026-11-21T11:59:00Z', NOON)).toBe(-60);
});

describe('formatAbsolute', () => {
  it.each([
    ['Europe/Berlin', 'Sat, Nov 21, 2026, 13:00 GMT+1'],
    ['Asia/Tokyo', 'Sat, Nov 21, 2026, 21:00 GMT+9'],
    ['UTC', 'Sat, Nov 21, 2026, 12:00 UTC'],
  ])('writes noon in %s as %s', (zone, words) => {
    expect(formatAbsolute('2026-11-21T12:00:00Z', zone)).toBe(words);
  });

  it('falls back to the device where the zone is not known', () => {
    expect(formatAbsolute('2026-11-21T12:00:00Z', 'Mars/Base')).toBe(
      formatAbsolute('2026-11-21T12:00:00Z', undefined),
    );
  });
});

describe('momentOf', () => {
  it.each([
    ['2026-12-01T09:30', 'Asia/Manila', '2026-12-01T01:30:00.000Z'],
    ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
    ['2026-12-01T09:30', 'Europe/Berlin', '2026-12-01T08:30:00.000Z'],
    // An hour before and after the clocks of New York are changed.
    ['2026-11-01T00:30', 'America/New_York', '2026-11-01T04:30:00.000Z'],
    ['2026-11-01T03:30', 'America/New_York', '2026-11-01T08:30:00.000Z'],
    ['2026-12-01T09:30', 'UTC', '2026-12-01T09:30:00.000Z'],
  ])('reads %s in %s', (wall, zone, moment) => {
    expect(momentOf(wall, zone)).toBe(moment);
  });

  it('reads it on the clock of the device where no zone is known', () => {
    expect(momentOf('2026-12-01T09:30')).toBe(new Date('2026-12-01T09:30').toISOString());
  });
});
