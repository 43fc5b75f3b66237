import { vi } from 'vitest';

/** Elements have a size: jsdom lays nothing out, and a list without height draws no row. */
export function giveRoom(height = 800, width = 400): void {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(width);
}
