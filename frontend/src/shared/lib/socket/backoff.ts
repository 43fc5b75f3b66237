const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Milliseconds to wait before attempt number `attempt` (from 0), spread so that clients do not return all at once. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random();
}
