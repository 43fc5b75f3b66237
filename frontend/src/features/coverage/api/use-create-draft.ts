import { useMutation, useQueryClient } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { COVERAGE } from './use-coverage';

interface NewDraft {
  name: string;
  category: string;
  sub_category: string;
  department: string;
}

/** Make an empty draft for the tickets of a cell. */
export function useCreateDraft() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: NewDraft) => unwrap(workflowService.POST('/workflows/', { body })),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: COVERAGE }),
  });
}
