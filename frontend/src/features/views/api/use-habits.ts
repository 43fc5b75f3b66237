import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import type { Habits } from '../views';
import { viewKeys } from './keys';

/** Where the list begins, and what follows on a finished task. */
export function useHabits() {
  return useQuery({
    queryKey: viewKeys.habits,
    queryFn: async () => (await unwrap(workflowService.GET('/views/habits/'))) as Habits,
    staleTime: Infinity,
  });
}

export function useAdoptHabits() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: async (body: Habits) =>
      (await unwrap(workflowService.PUT('/views/habits/', { body }))) as Habits,
    onSuccess: (kept) => queryClient.setQueryData(viewKeys.habits, kept),
  });
}
