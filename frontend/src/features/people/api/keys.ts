import type { PeopleFilter } from '../people';

export const peopleKeys = {
  all: ['people'] as const,
  list: (filter: PeopleFilter) => ['people', 'list', filter] as const,
  person: (id: number) => ['people', 'person', id] as const,
  roles: (id: number) => ['people', 'person', id, 'roles'] as const,
  protection: (id: number) => ['people', 'person', id, 'protection'] as const,
  delay: (id: number) => ['people', 'person', id, 'delay'] as const,
  anonymisation: (id: number) => ['people', 'person', id, 'anonymisation'] as const,
};
