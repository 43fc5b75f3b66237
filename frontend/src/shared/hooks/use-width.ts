import { useCallback, useState } from 'react';

/** The width of an element, known before it is first painted; 0 where nothing is laid out. */
export function useWidth<E extends HTMLElement>() {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: E | null) => {
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
