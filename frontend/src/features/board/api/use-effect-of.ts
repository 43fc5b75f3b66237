import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { receiverOf, type Effect, type Move } from '../board';
import { boardKeys } from './keys';

const ASKED = 'asked';

/** What handing work on would mean; nothing happens. */
export function useEffectOf(move: Move, role: string) {
  const { card, to } = move;
  return useQuery({
    queryKey: boardKeys.effect(move, role),
    queryFn: () =>
      unwrap(
        workflowService.POST('/tasks/{task_id}/transfer/', {
          params: { path: { task_id: String(card.task_id) }, query: { dry_run: true } },
          body: {
            ...receiverOf(to, role),
            reason: ASKED,
            version: card.version,
            item_id: card.item_id,
          },
        }),
      ) as Promise<Effect>,
    retry: false,
    gcTime: 0,
  });
}
