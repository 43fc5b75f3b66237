import { useMutation, useQueryClient } from '@tanstack/react-query';

import { notificationService, unwrap } from '@/api/client';

import { notificationKeys } from './keys';

export function useMarkRead() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ id, isRead }: { id: string; isRead: boolean }) =>
      unwrap(
        notificationService.PATCH('/api/v2/notifications/inapp/{notification_id}/', {
          params: { path: { notification_id: id } },
          body: { is_read: isRead },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}
