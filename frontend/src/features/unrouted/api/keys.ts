export const unroutedKeys = {
  all: ['unrouted'] as const,
  list: (search: string, snoozed: boolean) => ['unrouted', 'list', search, snoozed] as const,
  rule: (id: number, department: string) => ['unrouted', 'rule', id, department] as const,
  templates: ['unrouted', 'templates'] as const,
  workflows: ['unrouted', 'workflows'] as const,
};
