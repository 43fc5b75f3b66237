import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

// The description marks fields with a default as optional, also in answers, where none is left out.
export type CalendarSummary = Schemas['CalendarSummary'];
export type Calendar = Required<Schemas['CalendarOutput']>;
export type Slot = Schemas['SlotDocument'];
export interface Holiday {
  date: string;
  name: string;
  starts: string | null;
  ends: string | null;
}
export type Recount = Schemas['RecountOutput'];
export type Forecast = Schemas['ForecastOutput'];

/** What the form holds; it becomes the body as it is. */
export interface CalendarDraft {
  name: string;
  description: string;
  time_zone: string;
  slots: Slot[];
  holidays: Holiday[];
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKDAYS = [1, 2, 3, 4, 5];
const DAY_MINUTES = 24 * 60;

export const OFFICE_HOURS: Slot[] = WORKDAYS.map((weekday) => ({
  weekday,
  starts: '09:00',
  ends: '17:00',
}));
export const EVERY_HOUR: Slot[] = WEEKDAYS.map((weekday) => ({
  weekday,
  starts: '00:00',
  ends: '00:00',
}));

export function blankCalendar(): CalendarDraft {
  return {
    name: '',
    description: '',
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    slots: OFFICE_HOURS,
    holidays: [],
  };
}

export function draftOf(calendar: Calendar): CalendarDraft {
  return {
    name: calendar.name,
    description: calendar.description,
    time_zone: calendar.time_zone,
    slots: calendar.slots.map((slot) => ({ ...slot, ends: midnightAsInput(slot.ends) })),
    holidays: calendar.holidays as Holiday[],
  };
}

/** A field for times knows no 24:00; as the end of a slot 00:00 means the same. */
function midnightAsInput(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export interface Block {
  from: number;
  to: number;
}

/** The parts of a weekday that are worked, as shares (0 to 1) of its 24 hours. */
export function blocksOf(slots: Slot[], weekday: number): Block[] {
  const before = ((weekday + 5) % 7) + 1;
  const own = slots
    .filter((slot) => slot.weekday === weekday)
    .map((slot) => ({ from: minutesOf(slot.starts), to: endOf(slot) }));
  const fromYesterday = slots
    .filter((slot) => slot.weekday === before && endOf(slot) > DAY_MINUTES)
    .map((slot) => ({ from: 0, to: endOf(slot) - DAY_MINUTES }));
  return [...fromYesterday, ...own].map(({ from, to }) => ({
    from: from / DAY_MINUTES,
    to: Math.min(to, DAY_MINUTES) / DAY_MINUTES,
  }));
}

/** Minutes after midnight of the slot's own day; beyond 24 hours when it runs past midnight. */
function endOf(slot: Slot): number {
  const starts = minutesOf(slot.starts);
  const ends = minutesOf(slot.ends);
  return ends > starts ? ends : ends + DAY_MINUTES;
}

/** The slots of `weekday` on every day from Monday to Friday. */
export function copyToWorkdays(slots: Slot[], weekday: number): Slot[] {
  const pattern = slots.filter((slot) => slot.weekday === weekday);
  const others = slots.filter((slot) => !WORKDAYS.includes(slot.weekday));
  return [
    ...WORKDAYS.flatMap((day) => pattern.map((slot) => ({ ...slot, weekday: day }))),
    ...others,
  ];
}

/** A slot to add to a day: after its last one, an hour long. */
export function nextSlot(slots: Slot[], weekday: number): Slot {
  const ends = slots
    .filter((slot) => slot.weekday === weekday)
    .map((slot) => Math.min(endOf(slot), DAY_MINUTES - 120));
  const starts = ends.length ? Math.max(...ends) + 60 : 9 * 60;
  return { weekday, starts: clock(starts), ends: clock(starts + 60) };
}

function clock(minutes: number): string {
  const within = minutes % DAY_MINUTES;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

export function sortHolidays(holidays: Holiday[]): Holiday[] {
  return [...holidays].sort((a, b) => a.date.localeCompare(b.date));
}
