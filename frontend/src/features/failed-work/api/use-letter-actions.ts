import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deadLettersOf, unwrap } from '@/api/client';

import type { LetterDetail, Service } from '../failed-work';
import { failedWorkKeys } from './keys';

interface Edit {
  kwargs: Record<string, unknown>;
  reason: string;
}

interface Ignore {
  reason: string;
  /** ISO time; null for good. */
  until: string | null;
}

const pathOf = (id: number) => ({ params: { path: { letter_id: id } } });

/** Something done to one letter; the answer is the letter as it is afterwards. */
function useLetterAction<Body>(
  service: Service,
  id: number,
  send: (body: Body) => Promise<LetterDetail>,
) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: send,
    onSuccess: (letter) =>
      queryClient.setQueryData<LetterDetail>(failedWorkKeys.letter(service, id), letter),
    onSettled: () => queryClient.invalidateQueries({ queryKey: failedWorkKeys.all }),
  });
}

export function useRetry(service: Service, id: number) {
  return useLetterAction<undefined>(service, id, () =>
    unwrap(
      deadLettersOf[service].POST('/dead-letters/{letter_id}/retry/', { ...pathOf(id), body: {} }),
    ),
  );
}

export function useEditAndRetry(service: Service, id: number) {
  return useLetterAction(service, id, (body: Edit) =>
    unwrap(
      deadLettersOf[service].POST('/dead-letters/{letter_id}/edit-and-retry/', {
        ...pathOf(id),
        body,
      }),
    ),
  );
}

export function useIgnore(service: Service, id: number) {
  return useLetterAction(service, id, (body: Ignore) =>
    unwrap(
      deadLettersOf[service].POST('/dead-letters/{letter_id}/ignore/', { ...pathOf(id), body }),
    ),
  );
}

export function useAssign(service: Service, id: number) {
  return useLetterAction(service, id, (userId: number) =>
    unwrap(
      deadLettersOf[service].POST('/dead-letters/{letter_id}/assign/', {
        ...pathOf(id),
        body: { user_id: userId },
      }),
    ),
  );
}
