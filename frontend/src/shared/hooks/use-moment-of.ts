import { use } from 'react';

import { SessionContext } from '@/shared/lib/session';
import { momentOf } from '@/shared/lib/time';

interface Wall {
  /** Named beside a field for a time. */
  zone: string;
  /** The moment of a `datetime-local` field; null while it is empty. */
  momentOf: (wall: string) => string | null;
}

/** Reads times as the reader's profile shows them: in its zone, else in that of the device. */
export function useMomentOf(): Wall {
  const zone = use(SessionContext)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { zone, momentOf: (wall) => (wall ? momentOf(wall, zone) : null) };
}
