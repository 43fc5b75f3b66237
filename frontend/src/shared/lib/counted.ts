/** The services count this far; a list with more says one more than this. */
const COUNTED = 1000;

/** The length of a list in figures: 7, 1000 or, of all that is longer, 1000+. */
export function counted(count: number): string {
  return count > COUNTED ? `${String(COUNTED)}+` : String(count);
}
