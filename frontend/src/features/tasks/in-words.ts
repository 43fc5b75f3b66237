import { readable } from '@/shared/lib/i18n';

/** What another system is told or answers, as one line; what is empty or nested is left out. */
export function inWords(facts: unknown): string {
  if (typeof facts !== 'object' || facts === null) return String(facts);
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '' && typeof value !== 'object')
    .map(([name, value]) => `${readable(name)}: ${String(value)}`)
    .join(' · ');
}
