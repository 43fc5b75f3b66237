import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isAbsence } from '../incident';
import { incidentsKey } from './keys';

// Screens that ask at intervals all fail at about the same time.
const NOT_BEFORE_MS = 5_000;

/** Ask for incidents at once when anything else could not be had, instead of at the next turn. */
export function useAskAfterErrors() {
  const queryClient = useQueryClient();

  useEffect(() => {
    const onError = (error: unknown) => {
      const asked = queryClient.getQueryState(incidentsKey)?.dataUpdatedAt ?? 0;
      if (isAbsence(error) && Date.now() - asked > NOT_BEFORE_MS) {
        void queryClient.invalidateQueries({ queryKey: incidentsKey });
      }
    };
    const stopQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return;
      if (event.query.queryKey[0] !== incidentsKey[0]) onError(event.action.error);
    });
    const stopMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') onError(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queryClient]);
}
