import { useQueryClient } from '@tanstack/react-query';

import { useStream } from '@/api/use-stream';
import { loadAnew } from '@/shared/lib/load-anew';

import { notificationKeys } from './keys';

/** Keep the notifications current while the page is open; `onNews` hears of each new one. */
export function useNotificationStream(onNews: () => void): void {
  const queryClient = useQueryClient();
  const refresh = () => void loadAnew(queryClient, notificationKeys.all);

  useStream('/ws/notifications/', {
    onEvent: (frame) => {
      refresh();
      if (frame.type === 'notification') onNews();
    },
    onResync: refresh,
  });
}
