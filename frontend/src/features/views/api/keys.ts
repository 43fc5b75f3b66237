export const viewKeys = {
  saved: ['views', 'saved'] as const,
  habits: ['views', 'habits'] as const,
  columns: (view: string) => ['views', 'columns', view] as const,
};
