import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

type Addressable = components['schemas']['AddressableOutput'];

/** Somebody a writer may think of, and whether a mention would reach them. */
export interface Colleague {
  id: number;
  name: string;
  reach: Addressable['reach'];
}

const asColleague = ({ user_id: id, name, reach }: Addressable): Colleague => ({ id, name, reach });

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
  const [known, setKnown] = useState<ReadonlyMap<number, Colleague>>(new Map());
  const fresh = found.data?.filter(({ user_id }) => !known.has(user_id)) ?? [];
  // Whoever was chosen keeps their name while others are looked for.
  if (fresh.length > 0) {
    setKnown(new Map([...known, ...fresh.map((one) => [one.user_id, asColleague(one)] as const)]));
  }
  const ids = found.data?.map(({ user_id }) => user_id) ?? [];
  return { known: [...known.values()], found: ids, onSearch: setSearch };
}
