import { use } from 'react';

import { SessionContext } from '@/shared/lib/session';
import { formatAbsolute } from '@/shared/lib/time';

/** Writes moments in the time zone of the reader's profile; before signing in, of the device. */
export function useFormatAbsolute(): (at: string) => string {
  const zone = use(SessionContext)?.timeZone;
  return (at) => formatAbsolute(at, zone);
}
