import { QueryClient } from '@tanstack/react-query';

import { ApiError } from '@/shared/lib/api-error';

const RETRIES = 2;

/** Only an absent or failing service is asked again; a refusal would be the same. */
function worthRetrying(failures: number, error: Error): boolean {
  const transient = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  return transient && failures < RETRIES;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthRetrying },
    mutations: { retry: false },
  },
});
