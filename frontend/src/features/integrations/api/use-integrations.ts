import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { integrationKeys } from './keys';

const ASK_EVERY_MS = 10_000;

/** How every other system does. */
export function useIntegrations() {
  return useQuery({
    queryKey: integrationKeys.all,
    queryFn: () => unwrap(workflowService.GET('/integrations/')),
    refetchInterval: ASK_EVERY_MS,
  });
}
