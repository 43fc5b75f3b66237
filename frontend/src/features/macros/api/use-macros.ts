import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import type { Macro } from '../macros';
import { macroKeys } from './keys';

/** All macros this person may read, in their order. */
export function useMacros() {
  return useQuery({
    queryKey: macroKeys.list,
    queryFn: async () =>
      (await everyPage((page) =>
        unwrap(workflowService.GET('/macros/', { params: { query: { page, page_size: 100 } } })),
      )) as Macro[],
  });
}

export function useMacro(id: number) {
  return useQuery({
    queryKey: macroKeys.one(id),
    queryFn: async () =>
      (await unwrap(
        workflowService.GET('/macros/{macro_id}/', { params: { path: { macro_id: id } } }),
      )) as Macro,
  });
}

/** The words that a text may hold in double braces. */
export function useVariables() {
  return useQuery({
    queryKey: macroKeys.variables,
    queryFn: () => unwrap(workflowService.GET('/macros/variables/')),
    staleTime: Infinity,
  });
}
