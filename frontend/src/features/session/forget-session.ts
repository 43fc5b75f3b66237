import type { QueryClient } from '@tanstack/react-query';

import { sessionKeys } from './api/keys';

/** Nobody is signed in any more: nothing of what they saw is kept for whoever comes next. */
export function forgetSession(queryClient: QueryClient): void {
  const [scope] = sessionKeys.me;
  queryClient.setQueryData(sessionKeys.me, null);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== scope });
}
