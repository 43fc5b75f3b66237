import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import { expiryIn, type Scope } from '../api-keys';
import { API_KEYS } from './use-api-keys';

const pathOf = (id: string) => ({ params: { path: { key_id: id } } });

interface KeyWanted {
  name: string;
  scopes: Scope[];
  days: number;
}

/** Make a key; the answer is the only one that holds it. */
export function useCreateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, scopes, days }: KeyWanted) =>
      unwrap(
        authService.POST('/api/v1/api-keys/', {
          body: { name, scopes, expires_at: expiryIn(days, Date.now()) },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: API_KEYS }),
  });
}

interface Rotation {
  days: number;
  overlapHours: number;
}

/** Put another key in place of this one, which opens for a while longer. */
export function useRotateApiKey(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ days, overlapHours }: Rotation) =>
      unwrap(
        authService.POST('/api/v1/api-keys/{key_id}/rotate/', {
          ...pathOf(id),
          body: { expires_at: expiryIn(days, Date.now()), overlap_seconds: overlapHours * 3600 },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: API_KEYS }),
  });
}

export function useRevokeApiKey(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(authService.DELETE('/api/v1/api-keys/{key_id}/', pathOf(id))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: API_KEYS }),
  });
}
