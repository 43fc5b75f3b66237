import { locale, perLanguage, t } from './i18n';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `seconds` in its two largest units: `2 d 3 h`, `2 h 10 m`, `9 m`, `40 s`. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  if (total < MINUTE) return inUnit(total, 'second');
  if (total < HOUR) return inUnit(total / MINUTE, 'minute');
  if (total < DAY) return pair(total, [HOUR, 'hour'], [MINUTE, 'minute']);
  return pair(total, [DAY, 'day'], [HOUR, 'hour']);
}

type Unit = 'day' | 'hour' | 'minute' | 'second';

function inUnit(count: number, unit: Unit): string {
  return `${Math.floor(count)} ${t(`unit.${unit}`)}`;
}

function pair(total: number, [large, name]: [number, Unit], [small, smallName]: [number, Unit]) {
  const rest = Math.floor((total % large) / small);
  return inUnit(total / large, name) + (rest ? ` ${inUnit(rest, smallName)}` : '');
}

/** Seconds from `now` until `at`; negative when it has passed. */
export function secondsUntil(at: string, now: number): number {
  return (Date.parse(at) - now) / 1000;
}

const relativeFormat = perLanguage(
  (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }),
);

/** `5 min. ago`, `in 2 hr.`, `yesterday`. */
export function formatRelative(at: string, now: number): string {
  const seconds = secondsUntil(at, now);
  const size = Math.abs(seconds);
  const format = relativeFormat();
  if (size < 45) return format.format(0, 'second');
  if (size < HOUR) return format.format(Math.round(seconds / MINUTE), 'minute');
  if (size < DAY) return format.format(Math.round(seconds / HOUR), 'hour');
  return format.format(Math.round(seconds / DAY), 'day');
}

const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const;

type ZonedFormat = (timeZone: string | undefined) => Intl.DateTimeFormat;

/** Formats of one shape, by zone; built once, which is a hundred times dearer than using them. */
export function zonedFormat(shape: Intl.DateTimeFormatOptions): ZonedFormat {
  const formats = perLanguage(() => new Map<string | undefined, Intl.DateTimeFormat>());
  return (timeZone) => {
    const known = formats().get(timeZone);
    if (known) return known;
    const made = new Intl.DateTimeFormat(locale(), { ...shape, timeZone: supported(timeZone) });
    formats().set(timeZone, made);
    return made;
  };
}

const momentFormat = zonedFormat(MOMENT);

/** The zone, or that of the device where the browser does not know it (yet). */
function supported(timeZone: string | undefined): string | undefined {
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Date, time and zone; undefined stands for the zone of the device. */
export function formatAbsolute(at: string, timeZone: string | undefined): string {
  return momentFormat(timeZone).format(new Date(at));
}

const WALL = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;

/** How far the clock of a zone is ahead of UTC at a moment; both in milliseconds. */
function aheadOfUtc(at: number, timeZone: string | undefined): number {
  const format = new Intl.DateTimeFormat('en-US', { ...WALL, timeZone: supported(timeZone) });
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: keyof typeof WALL) => shown.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  const day = [part('year'), part('month') - 1, part('day')] as const;
  return Date.UTC(...day, part('hour'), part('minute'), part('second')) - at;
}

/**
 * The moment at which the clock of a zone, or of the device, shows `2026-12-01T09:30`; ISO 8601.
 *
 * A time that is skipped has none and a repeated one has two: it is one beside it, or of the two.
 */
export function momentOf(wall: string, timeZone?: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  const guess = asUtc - aheadOfUtc(asUtc, timeZone);
  return new Date(asUtc - aheadOfUtc(guess, timeZone)).toISOString();
}

const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration of days and less (`P1DT2H`); null for anything else. */
export function parseDuration(text: string): number | null {
  const parts = ISO_DURATION.exec(text);
  if (!parts) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds;
}
