import { useMutation, useQueryClient } from '@tanstack/react-query';

import { authService, unwrap } from '@/api/client';

import type { Owner } from '../sessions';
import { sessionsKeys } from './keys';

function end(owner: Owner, sessionId: string) {
  return owner === 'me'
    ? authService.DELETE('/api/v1/users/me/sessions/{session_id}/', {
        params: { path: { session_id: sessionId } },
      })
    : authService.DELETE('/api/v1/users/{user_id}/sessions/{session_id}/', {
        params: { path: { user_id: owner, session_id: sessionId } },
      });
}

function endAll(owner: Owner) {
  return owner === 'me'
    ? authService.DELETE('/api/v1/users/me/sessions/', { params: { query: { others: true } } })
    : authService.DELETE('/api/v1/users/{user_id}/sessions/', {
        params: { path: { user_id: owner } },
      });
}

export function useEndSession(owner: Owner) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => unwrap(end(owner, sessionId)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsKeys.of(owner) }),
  });
}

/** End all other sessions of one's own, or every session of a person. */
export function useEndAllSessions(owner: Owner) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(endAll(owner)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsKeys.of(owner) }),
  });
}
