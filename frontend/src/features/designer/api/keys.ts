export const designerKeys = {
  all: (id: string) => ['designer', id] as const,
  open: (id: string) => ['designer', id, 'open'] as const,
  problems: (id: string, version: number) => ['designer', id, 'problems', version] as const,
  versions: (id: string) => ['designer', id, 'versions'] as const,
  roles: ['designer', 'roles'] as const,
};
