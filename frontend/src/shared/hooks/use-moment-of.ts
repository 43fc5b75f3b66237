import { momentOf } from '@/shared/lib/time';

import { useTimeZone } from './use-time-zone';

interface Wall {
  /** Named beside a field for a time. */
  zone: string;
  /** The moment of a `datetime-local` field; null while it is empty. */
  momentOf: (wall: string) => string | null;
}

/** Reads times as the reader's profile shows them: in its zone, else in that of the device. */
export function useMomentOf(): Wall {
  const zone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { zone, momentOf: (wall) => (wall ? momentOf(wall, zone) : null) };
}
