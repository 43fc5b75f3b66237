/** How far apart the lines are that steps are put on. */
export const GRID = 20;

export function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID;
}
