import { useMutation } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

/** Everything that is known of oneself, but secrets. */
export function useExport() {
  return useMutation({
    mutationFn: () => unwrap(authService.GET('/api/v1/users/me/export/')),
  });
}
