import type { components } from '@/api/workflow';

import { same } from './same';

export type Audience = components['schemas']['TellEnum'];

/** Exactly one of `percent` and `minutes` (of working time, below zero: before the end) is given. */
export interface Rung {
  percent: number | null;
  minutes: number | null;
  tell: Audience[];
  escalate: boolean;
}

export type Ladder = readonly Rung[];
/** Where a rung stands: at a share of the time, or so long before or after its end. */
export type Place = 'percent' | 'before' | 'after';
export type RungFault = 'percent' | 'minutes' | 'taken' | 'tell';

export const AUDIENCES: Audience[] = ['assignee', 'coordinator', 'manager', 'admin'];
export const PLACES: Place[] = ['percent', 'before', 'after'];
/** As the engine has them (`engine/ladder.py`). */
export const MOST_RUNGS = 12;
const MOST = { percent: 1_000, minutes: 30 * 24 * 60 };
const BREACH = 100;
const USUAL_SHARES = [90, 50, 95, 60, 80, 25, 110, 125, 150, 175, 200, 250];

export const DEFAULT_LADDER: Ladder = [
  { percent: 75, minutes: null, tell: ['assignee', 'coordinator'], escalate: false },
  { percent: BREACH, minutes: null, tell: ['assignee', 'manager'], escalate: true },
];

export function readLadder(rungs: readonly Partial<Rung>[] | undefined): Ladder {
  if (!rungs?.length) return DEFAULT_LADDER;
  return rungs.map(({ percent = null, minutes = null, tell = [], escalate = false }) => ({
    percent,
    minutes,
    tell,
    escalate,
  }));
}

export function isDefault(ladder: Ladder): boolean {
  return same(ladder, DEFAULT_LADDER);
}

/** The breach is always told: its rung stays where it is. */
export function isBreach({ percent }: Rung): boolean {
  return percent === BREACH;
}

/** Two rungs of one ladder never have the same. */
function keyOf({ percent, minutes }: Rung): string {
  return percent === null ? `${minutes} min` : `${percent} %`;
}

/** What keeps `rung` from standing at `index` of the ladder. */
export function faultOf(ladder: Ladder, index: number, rung: Rung): RungFault | null {
  const { percent, minutes, tell, escalate } = rung;
  if (minutes === null && !isWithin(percent, 1, MOST.percent)) return 'percent';
  if (percent === null && !isWithin(minutes, -MOST.minutes, MOST.minutes)) return 'minutes';
  const key = keyOf(rung);
  if (ladder.some((other, at) => at !== index && keyOf(other) === key)) return 'taken';
  return tell.length === 0 && !escalate ? 'tell' : null;
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value !== null && Number.isInteger(value) && value >= least && value <= most;
}

export function placeOf({ minutes }: Rung): Place {
  if (minutes === null) return 'percent';
  return minutes < 0 ? 'before' : 'after';
}

/** Percent, or minutes on whichever side of the end; NaN while nothing is written. */
export function amountOf({ percent, minutes }: Rung): number {
  return percent ?? Math.abs(minutes ?? Number.NaN);
}

export function placed(rung: Rung, place: Place, amount: number): Rung {
  if (place === 'percent') return { ...rung, percent: amount, minutes: null };
  return { ...rung, percent: null, minutes: place === 'before' ? 0 - amount : amount };
}

/** Another warning at a share of the time that is still free. */
export function withAnother(ladder: Ladder): Ladder {
  const taken = new Set(ladder.map(({ percent }) => percent));
  const percent = USUAL_SHARES.find((share) => !taken.has(share)) ?? null;
  if (percent === null || ladder.length >= MOST_RUNGS) return ladder;
  return [...ladder, { percent, minutes: null, tell: ['assignee'], escalate: false }];
}
