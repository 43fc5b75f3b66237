import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { unwrap, workflowService } from '@/api/client';

/** People whom a comment on a task's ticket may address, found by a part of their names. */
export function useColleagues(taskId: string) {
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['colleagues', taskId, search],
    queryFn: () =>
      unwrap(
        workflowService.GET('/tasks/{task_id}/colleagues/', {
          params: { path: { task_id: taskId }, query: { search } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const [known, setKnown] = useState<ReadonlyMap<number, string>>(new Map());
  const fresh = found.data?.filter(({ user_id }) => !known.has(user_id)) ?? [];
  // Whoever was chosen keeps their name while others are looked for.
  if (fresh.length > 0) {
    setKnown(new Map([...known, ...fresh.map(({ user_id, name }) => [user_id, name] as const)]));
  }
  return { found: [...known].map(([id, name]) => ({ id, name })), onSearch: setSearch };
}
