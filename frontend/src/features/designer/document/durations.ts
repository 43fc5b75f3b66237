import { parseDuration } from '@/shared/lib/time';

const UNITS: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** Seconds of `2d 4h`, `30 m` or `PT4H`; null for anything else and for nothing at all. */
export function readDuration(text: string): number | null {
  const written = text.trim().toLowerCase();
  if (written.startsWith('p')) return parseDuration(written.toUpperCase());
  if (!/^(\d+\s*[wdhms]\s*)+$/.test(written)) return null;
  return [...written.matchAll(/(\d+)\s*([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}

/** All of it, unlike what is shown where two units are enough. */
export function writeDuration(seconds: number): string {
  let rest = seconds;
  const parts = (['d', 'h', 'm', 's'] as const).flatMap((unit) => {
    const size = UNITS[unit] ?? 1;
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.join(' ') || '0 s';
}

export function toIso(seconds: number): string {
  const [days, rest] = [Math.floor(seconds / 86_400), seconds % 86_400];
  const [hours, minutes, left] = [
    Math.floor(rest / 3_600),
    Math.floor((rest % 3_600) / 60),
    rest % 60,
  ];
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${left ? `${left}S` : ''}`;
  if (!days && !time) return 'PT0S';
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}
