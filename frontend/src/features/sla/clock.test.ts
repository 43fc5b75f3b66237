import { expect, it } from 'vitest';

import { hoursOf } from '@/shared/lib/why-due';

import { piecesOf } from './clock';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();

it('shows each stretch as its share of the whole bar', () => {
  const pieces = piecesOf(
    [
      { kind: 'running', started_at: at(8), ended_at: at(10), segment: 0 },
      { kind: 'adjusted', started_at: at(9), ended_at: at(9), segment: 1 },
      { kind: 'paused', started_at: at(10), ended_at: at(12), segment: 2 },
    ],
    Date.parse(at(16)),
  );

  expect(pieces).toEqual([
    { kind: 'running', from: 0, to: 0.25 },
    { kind: 'paused', from: 0.25, to: 0.5 },
  ]);
});

it('has no bar before any time has passed', () => {
  const now = [{ kind: 'running' as const, started_at: at(8), ended_at: at(8), segment: 0 }];

  expect(piecesOf(now, Date.parse(at(8)))).toEqual([]);
  expect(piecesOf([], Date.parse(at(8)))).toEqual([]);
});

it('says working time in hours, never in days', () => {
  expect([0, 59, 3600, -5400, 72 * 3600].map(hoursOf)).toEqual([
    '0 min',
    '0 min',
    '1 h',
    '1 h 30 min',
    '72 h',
  ]);
});
