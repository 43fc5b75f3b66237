export const unroutedKeys = {
  all: ['unrouted'] as const,
  list: (search: string) => ['unrouted', 'list', search] as const,
  workflows: ['unrouted', 'workflows'] as const,
};
