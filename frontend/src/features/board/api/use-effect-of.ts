import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { receiverOf, type Effect, type Person, type Work } from '../board';
import { boardKeys } from './keys';

const ASKED = 'asked';

/** What handing work on would mean; nothing happens. */
export function useEffectOf(
  { task_id: id, version, item_id }: Work,
  to: Person | null,
  role: string,
) {
  return useQuery({
    queryKey: boardKeys.effect({ task_id: id, version, item_id }, to, role),
    queryFn: () =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/transfer/', {
          params: { path: { task_id: String(id) }, query: { dry_run: true } },
          body: { ...receiverOf(to, role), reason: ASKED, version, item_id },
        }),
      ) as Promise<Effect>,
    retry: false,
    gcTime: 0,
  });
}
