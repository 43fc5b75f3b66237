import { useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';

import { taskKeys } from './keys';

/** The newest task of a ticket; null while there is none. */
export function useTaskOfTicket(number: string) {
  return useQuery({
    queryKey: [...taskKeys.ofTicket(number), 'task'],
    queryFn: async () => {
      const found = await unwrap(
        workflowService.GET('/tasks/', { params: { query: { search: number, page_size: 100 } } }),
      );
      return found.results.find((task) => task.ticket_number === number) ?? null;
    },
  });
}
