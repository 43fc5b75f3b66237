import { useQuery } from '@tanstack/react-query';

import { notificationService, unwrap } from '@/api/client';

import { notificationKeys } from './keys';

const SHOWN = 20;
// The stream tells of news at once; this only covers a stream that stays away.
const FALLBACK_MS = 60_000;

/** The newest notifications and, on every page, how many are unread in all. */
export function useNotifications(unreadOnly: boolean) {
  return useQuery({
    queryKey: notificationKeys.recent(unreadOnly),
    queryFn: () =>
      unwrap(
        notificationService.GET('/api/v2/notifications/inapp/', {
          params: { query: { page_size: SHOWN, ...(unreadOnly && { is_read: false }) } },
        }),
      ),
    refetchInterval: FALLBACK_MS,
  });
}
