import { useEffect, useRef } from 'react';

/**
 * Goes through rows by keys. Keys may be faster than the address that tells what is selected, so
 * each step begins at the row that was asked for last.
 */
export function useSteps(
  ids: string[],
  selected: string | null,
  onSelect: (id: string) => void,
): (by: number) => void {
  const asked = useRef<string[]>([]);
  useEffect(() => {
    const arrived = selected === null ? -1 : asked.current.indexOf(selected);
    // When another row was chosen meanwhile, the keys go on from there.
    asked.current = arrived < 0 ? [] : asked.current.slice(arrived + 1);
  }, [selected]);

  return (by) => {
    const from = asked.current.at(-1) ?? selected;
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(from ?? '') + by))];
    if (next === undefined || next === from) return;
    asked.current.push(next);
    onSelect(next);
  };
}
