import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';

const OVERSCAN = 12;
// The next page is asked for while there is still this much to scroll.
const AHEAD_ROWS = 40;
const PAGE_ROWS = 100;

interface VirtualRows {
  count: number;
  height: number;
  keyOf: (index: number) => number;
  /** The last rows are near. */
  atEnd: () => unknown;
}

/** Of a long list only the rows in sight, and some around them. */
export function useVirtualRows({ count, height, keyOf, atEnd }: VirtualRows) {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  // Its functions change what they answer, so nothing that uses them may be remembered.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: OVERSCAN,
  });
  const virtual = rows.getVirtualItems();
  const first = virtual[0]?.index ?? 0;
  const last = virtual.at(-1)?.index ?? 0;

  useEffect(() => {
    if (count > 0 && last >= count - AHEAD_ROWS) atEnd();
  });
  useEffect(() => rows.measure(), [rows, height]);

  return {
    setBox,
    virtual,
    total: rows.getTotalSize(),
    /** Whether a page of the list is in sight, or next to it. */
    near: (page: number) =>
      page >= Math.floor(first / PAGE_ROWS) - 1 && page <= Math.floor(last / PAGE_ROWS) + 1,
    scrollTo: (index: number) => rows.scrollToIndex(index, { align: 'auto' }),
  };
}
