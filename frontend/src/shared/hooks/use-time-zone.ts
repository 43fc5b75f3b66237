import { use } from 'react';

import { SessionContext } from '@/shared/lib/session';

/** The zone of the reader's profile; undefined before signing in, for that of the device. */
export function useTimeZone(): string | undefined {
  return use(SessionContext)?.timeZone;
}
