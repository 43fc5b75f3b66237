import { useEffect, useRef } from 'react';

/** Something that can be done on a screen just now. */
export interface Act {
  id: string;
  label: string;
  /** What it is done to; nothing of what can be done everywhere. */
  to?: string;
  run: () => unknown;
}

const offers = new Set<() => Act[]>();

/** Offers `acts` to the palette for as long as the caller is on the screen. */
export function useOfferActs(acts: Act[]): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const offer = () => latest.current;
    offers.add(offer);
    return () => void offers.delete(offer);
  }, []);
}

/** Everything that is offered at this moment. */
export function offeredActs(): Act[] {
  return [...offers].flatMap((offer) => offer());
}
