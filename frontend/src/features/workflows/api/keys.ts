export const workflowKeys = {
  templates: ['workflow-templates'] as const,
  list: (search: string) => ['workflows', 'list', search] as const,
  one: (id: string) => ['workflows', id] as const,
  graph: (id: string) => ['workflows', id, 'graph'] as const,
  version: (id: string, version: number) => ['workflows', id, 'version', version] as const,
};
