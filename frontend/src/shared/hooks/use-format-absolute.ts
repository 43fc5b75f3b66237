import { formatAbsolute } from '@/shared/lib/time';

import { useTimeZone } from './use-time-zone';

export type FormatMoment = (at: string) => string;

/** Writes moments in the time zone of the reader's profile; before signing in, of the device. */
export function useFormatAbsolute(): FormatMoment {
  const zone = useTimeZone();
  return (at) => formatAbsolute(at, zone);
}
