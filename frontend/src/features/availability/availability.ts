import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type Availability = Schemas['AvailabilityOutput'] & { etag?: string };
export type Leave = Schemas['LeaveOutput'];
export type LeaveInput = Schemas['LeaveInputRequest'];
export type Shift = Schemas['ShiftOutput'];

/** Monday is 1. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** `2026-12-21T00:00:00+01:00` as a field of date and time reads it: the clock of its own zone. */
export function clockOf(moment: string): string {
  return moment.slice(0, 16);
}

/** Whether somebody is away now, or will be. */
export function isOver(leave: Leave, now: number): boolean {
  return Date.parse(String(leave.ends_at)) <= now;
}

export function sortedWeek(shifts: readonly Shift[]): Shift[] {
  return [...shifts].sort((a, b) => a.weekday - b.weekday || a.starts.localeCompare(b.starts));
}
