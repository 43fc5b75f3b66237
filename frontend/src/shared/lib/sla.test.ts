import { expect, it } from 'vitest';

import { readSla } from './sla';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const START = '2026-11-21T10:00:00Z';

it('says how much time is left and how much is used', () => {
  const reading = readSla(
    { state: 'ok', startedAt: START, deadline: '2026-11-21T18:00:00Z' },
    NOON,
  );

  expect(reading).toEqual({ mood: 'ok', text: '6 h left', used: 0.25 });
});

it('warns from three quarters on, before the server has said so', () => {
  const reading = readSla(
    { state: 'ok', startedAt: START, deadline: '2026-11-21T12:40:00Z' },
    NOON,
  );

  expect(reading?.mood).toBe('at_risk');
});

it('says how long ago a deadline was missed', () => {
  const reading = readSla(
    { state: 'ok', startedAt: START, deadline: '2026-11-21T11:20:00Z' },
    NOON,
  );

  expect(reading).toEqual({ mood: 'breached', text: 'Breached 40 m ago', used: 1 });
});

it('shows a paused clock even though it has no deadline', () => {
  expect(readSla({ state: 'paused', deadline: null }, NOON)?.text).toBe('Paused');
});

it('judges finished work by when it ended, not by now', () => {
  const facts = { state: 'ok', deadline: '2026-11-21T11:00:00Z' };

  expect(readSla({ ...facts, finishedAt: '2026-11-21T10:30:00Z' }, NOON)?.text).toBe('Met');
  expect(readSla({ ...facts, finishedAt: '2026-11-21T11:30:00Z' }, NOON)?.text).toBe('Missed');
});

it('says nothing without a deadline', () => {
  expect(readSla({ state: 'ok', deadline: null }, NOON)).toBeNull();
});
