import { useMutation, useQueryClient } from '@tanstack/react-query';

import { notificationService, unwrap } from '@/api/client';

import { notificationKeys } from './keys';

export function useMarkAllRead() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () =>
      unwrap(notificationService.POST('/api/v2/notifications/inapp/mark-all-read/')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}
