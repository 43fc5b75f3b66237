import { useQueries } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import {
  SERVICES,
  newestFirst,
  type Cause,
  type FailedWorkFilter,
  type LetterState,
  type Service,
} from '../failed-work';
import { failedWorkKeys } from './keys';

const PAGE_SIZE = 100;
const ASK_EVERY_MS = 15_000;

async function fetchCauses(service: Service, state: LetterState, search: string): Promise<Cause[]> {
  const groups = await everyPage((page) =>
    unwrap(
      deadLettersOf[service].GET('/dead-letters/groups/', {
        params: { query: { state, page, page_size: PAGE_SIZE, ...(search && { search }) } },
      }),
    ),
  );
  return groups.map((group) => ({ ...group, service }));
}

export interface SilentService {
  service: Service;
  error: Error;
}

/** The causes of the services that answered, and the services that did not. */
export function useCauses({ state, service, search }: FailedWorkFilter) {
  const services: readonly Service[] = service ? [service] : SERVICES;
  const answers = useQueries({
    queries: services.map((name) => ({
      queryKey: failedWorkKeys.causes(name, state, search),
      queryFn: () => fetchCauses(name, state, search),
      refetchInterval: ASK_EVERY_MS,
    })),
  });
  const silent = services.flatMap((name, index): SilentService[] => {
    const error = answers[index]?.error;
    return error ? [{ service: name, error }] : [];
  });

  return {
    causes: newestFirst(answers.flatMap((answer) => answer.data ?? [])),
    silent,
    isPending: answers.some((answer) => answer.isPending),
    refetch: () => answers.forEach((answer) => void answer.refetch()),
  };
}
